import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSignedInBrowser, type SignedInBrowser } from '../harness/signed-in-browser.ts';

let browser: SignedInBrowser;
beforeAll(async () => {
  browser = await openSignedInBrowser();
});
afterAll(() => browser?.close());

it('reads an indicator when it is chosen and again when the prices change', async () => {
  const page = await browser.visit('/instruments/DEMO:NEBULA');
  const choose = (name: string) => page.getByRole('button', { name, exact: true });
  const read = (name: string, mode: string) =>
    page.waitForResponse((reply) => reply.url().includes(`/indicators?names=${name}&mode=${mode}`));
  const [first] = await Promise.all([read('rsi', 'adjusted'), choose('RSI').click()]);
  expect(first.status()).toBe(200);
  await page.locator('button[title*=Wilder]').waitFor();
  const [raw] = await Promise.all([read('rsi', 'raw'), choose('Raw').click()]);
  expect((await raw.json()).mode).toBe('raw');
  expect(browser.complaints).toEqual([]);
});

const pressed = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).getAttribute('aria-pressed');
const isPressed = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true, pressed: true }).waitFor();

it('shows all that is held in bars that fit, and less in days', async () => {
  const { coverage } = await browser.signedIn.client.call('getInstrument', {
    params: { instrument: 'DEMO:LOTUS' },
  });
  const page = await browser.visit('/instruments/DEMO:LOTUS');
  await isPressed(page, 'Day');
  const [reply] = await Promise.all([
    page.waitForResponse((found) => /\/bars\?.*period=(week|month)/.test(found.url())),
    page.getByRole('button', { name: 'All', exact: true }).click(),
  ]);
  const { bars, period } = (await reply.json()) as { bars: { day: string }[]; period: string };
  expect(bars[0]?.day.slice(0, 7)).toBe(coverage?.from.slice(0, 7));
  expect(bars.at(-1)?.day).toBe(coverage?.to);
  await isPressed(page, period === 'week' ? 'Week' : 'Month');
  expect(await page.getByRole('button', { name: 'Day', exact: true }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'YTD', exact: true }).click();
  await isPressed(page, 'Day');
  await page.getByRole('button', { name: 'Month', exact: true }).click();
  await isPressed(page, 'Month');
  await page.getByRole('button', { name: 'Log', exact: true }).click();
  await page.reload();
  await isPressed(page, 'Month');
  expect(await pressed(page, 'Log')).toBe('true');
  expect(browser.complaints).toEqual([]);
});

it('takes other parameters, remembers them, and says what it cannot take', async () => {
  const page = await browser.visit('/instruments/DEMO:NEBULA');
  await page.getByRole('button', { name: 'Parameters of the indicators' }).click();
  const field = page.getByRole('textbox', { name: 'MA', exact: true });
  await field.fill('5, 5');
  await field.press('Enter');
  await page.getByRole('alert').getByText('different periods').waitFor();
  const asked = page.waitForResponse((found) => /\/indicators\?.*parameters=7%2C30/.test(found.url()));
  await field.fill('7，30');
  await field.press('Enter');
  const { series } = (await (await asked).json()) as { series: { lines: { id: string }[] }[] };
  expect(series[0]?.lines.map(({ id }) => id)).toEqual(['ma7', 'ma30']);
  expect(await page.getByRole('alert').count()).toBe(0);
  await page.reload();
  await page.getByRole('button', { name: 'Parameters of the indicators' }).click();
  expect(await field.inputValue()).toBe('7, 30');
  await page.getByRole('button', { name: 'Usual parameters of MA' }).click();
  expect(await field.inputValue()).toBe('5, 10, 20, 60');
});

it('reads bars by the keyboard, with the change and with volume as it is said in Chinese', async () => {
  const preferences = { language: 'zh', theme: 'light', gainColor: null } as const;
  await browser.signedIn.client.call('putPreferences', { body: preferences });
  const page = await browser.visit('/instruments/DEMO:NEBULA');
  await page.evaluate("localStorage.removeItem('sagacity.chart')");
  await page.reload();
  await isPressed(page, '日');
  const chart = page.getByRole('application');
  await chart.focus();
  const { bars } = await browser.signedIn.client.call('getBars', {
    params: { instrument: 'DEMO:NEBULA' },
    query: { last: 3 },
  });
  const said = page.locator('[aria-live=polite]', { hasText: '涨跌' });
  await chart.press('ArrowLeft');
  await said.getByText(bars[2]?.day ?? '').waitFor();
  await chart.press('ArrowLeft');
  await said.getByText(bars[1]?.day ?? '').waitFor();
  expect(await said.textContent()).toMatch(/涨跌 [+−][\d.,]+ \([+−][\d.]+%\), 量 [\d.,]+(万|亿)/);
  expect(
    await page.evaluate("[...document.querySelectorAll('[tabindex]')].filter((e) => e.tabIndex > 0).length"),
  ).toBe(0);
  expect(browser.complaints).toEqual([]);
});

it('has weeks on a phone where days have no room, with the values above the candles', async () => {
  const page = await browser.visit('/instruments/DEMO:NEBULA');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate("localStorage.removeItem('sagacity.chart')");
  await page.reload();
  await isPressed(page, '周');
  await page.locator('.legend').getByText('涨跌').waitFor();
});
