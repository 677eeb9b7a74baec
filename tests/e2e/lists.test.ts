import { toIsoDay } from '@sagacity/kernel';
import { aaplBars } from '@sagacity/testkit/aapl-bars';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hasEnded, startRun, waitForRun } from '../harness/llm-run.ts';
import { openSignedInBrowser, type SignedInBrowser } from '../harness/signed-in-browser.ts';

let browser: SignedInBrowser;
let lastHeld: string;
const runs: Record<string, string> = {};
beforeAll(async () => {
  browser = await openSignedInBrowser();
  const { client } = browser.signedIn;
  const { day, open, high, low, close, volume } = aaplBars();
  const rows = Array.from(day, (d, i) =>
    [toIsoDay(d), open[i], high[i], low[i], close[i], volume[i]].join(','),
  );
  lastHeld = toIsoDay(day.at(-1) ?? 0);
  const bars = ['date,open,high,low,close,volume', ...rows].join('\n');
  await client.call('importData', { body: { instrument: 'US:AAPL', bars } });
  const started = [
    await startRun(client, { depth: 2, horizon: 'short', language: 'zh', asOf: lastHeld }, 'US:AAPL'),
    await startRun(client, { depth: 1, horizon: 'long' }, 'DEMO:NEBULA'),
    await startRun(client, { depth: 1 }, 'DEMO:ORCHARD'),
  ];
  for (const { id, instrument } of started) {
    await waitForRun(client, id, hasEnded);
    runs[instrument.code] = id;
  }
});
afterAll(() => browser?.close());

it('says with each rating its horizon, day and language', async () => {
  const page = await browser.visit('/runs');
  const row = page.getByRole('row').filter({ hasText: 'US:AAPL' });
  expect(await row.innerText()).toMatch(new RegExp(`Short term[^]*${lastHeld}[^]*中文`));
  await browser.visit('/');
  expect(await row.innerText()).toMatch(new RegExp(`Short term[^]*${lastHeld}[^]*中文`));
  await browser.visit('/instruments/US:AAPL');
  const link = page.getByRole('main').getByRole('link').filter({ hasText: lastHeld });
  expect(await link.innerText()).toContain('Short term');
});

it.each([
  ['aapl', 'US:AAPL'],
  ['星云', 'NEBULA'],
  ['orchard fo', 'ORCHARD'],
])('finds the runs of %s', async (text, code) => {
  const page = await browser.visit('/runs');
  const rows = page.getByRole('main').getByRole('row');
  await page.getByRole('textbox', { name: 'Code or name' }).fill(text);
  await page.waitForURL(/instrument=/);
  await expect.poll(() => rows.count()).toBe(2);
  expect(await rows.last().innerText()).toContain(code);
});

it('says the last close of an instrument and its change', async () => {
  const page = await browser.visit('/instruments?q=AAPL');
  const row = page.getByRole('row').filter({ hasText: 'US:AAPL' });
  expect(await row.innerText()).toMatch(new RegExp(`\\d\\.\\d\\d USD[^]*${lastHeld}[^]*[+−]\\d+\\.\\d\\d%`));
});

it('proposes the last day held of data that have ended, and ends with a report as of it', async () => {
  const page = await browser.visit('/research?instrument=US:AAPL');
  await page.getByText(`The data held end on ${lastHeld}`).waitFor();
  expect(await page.locator('#as-of').inputValue()).toBe(lastHeld);
  await page.getByRole('button', { name: 'Start research' }).click();
  await page.waitForURL(/\/runs\/run_/);
  await page.getByText('The report is ready.').waitFor();
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const run = await browser.signedIn.client.call('getRun', { params: { id } });
  expect(run.config.asOf).toBe(lastHeld);
  expect(run.decision?.kind).toBe('rated');
});

it('takes the proposed day back with the instrument', async () => {
  const page = await browser.visit('/research?instrument=US:AAPL');
  await page.getByText(`The data held end on ${lastHeld}`).waitFor();
  await page.locator('#instrument').fill('nebula');
  await page.getByRole('option', { name: /Nebula/ }).click();
  await page.getByText('The run knows nothing after this day.').waitFor();
  expect(await page.locator('#as-of').inputValue()).toBe('');
});

it('researches again with the settings of a finished run, which shows its rating', async () => {
  const page = await browser.visit(`/runs/${runs.AAPL}`);
  const notice = page.locator('.notice');
  expect(await notice.innerText()).toMatch(/(buy|sell|hold)\s+Short term/i);
  await page.getByRole('link', { name: 'Research again' }).click();
  await page.getByText('With the settings of the run').waitFor();
  await page.getByRole('radio', { name: 'Short term', checked: true }).waitFor({ state: 'attached' });
  await page.getByRole('radio', { name: '2', exact: true, checked: true }).waitFor({ state: 'attached' });
  expect(await page.locator('#as-of').inputValue()).toBe(lastHeld);
  await browser.visit(`/runs/${runs.NEBULA}/report`);
  await page.getByRole('link', { name: 'Research again' }).click();
  await page.getByRole('radio', { name: 'Long term', checked: true }).waitFor({ state: 'attached' });
  expect(await page.locator('#as-of').inputValue()).toBe('');
});

it('shows on the decision card the last close, how far target and stop are, and axes', async () => {
  const { client } = browser.signedIn;
  const page = await browser.visit(`/runs/${runs.ORCHARD}/report`);
  const report = await client.call('getReport', { params: { id: runs.ORCHARD ?? '' } });
  const close = report.facts.find(({ id }) => id === 'market.close')?.value as number;
  const card = page.locator('#decision');
  await card.locator('.days span').first().waitFor();
  const said = await card.innerText();
  expect(said).toContain(`Close\n${close.toFixed(2)}`);
  expect(await card.locator('.prices span').count()).toBeGreaterThanOrEqual(3);
  expect(await card.locator('.days span').last().innerText()).toBe(report.asOf);
  const { decision } = report;
  if (decision.kind !== 'rated' || decision.target === null) throw new Error('the run gives no target');
  const upsidePct = (decision.target.price / close - 1) * 100;
  expect(said).toContain(`${upsidePct > 0 ? '+' : '−'}${Math.abs(upsidePct).toFixed(2)}%`);
});
