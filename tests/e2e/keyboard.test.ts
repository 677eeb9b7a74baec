import { afterAll, beforeAll, expect, it } from 'vitest';
import { hasEnded, startRun, waitForRun } from '../harness/llm-run.ts';
import { openSignedInBrowser, type SignedInBrowser } from '../harness/signed-in-browser.ts';

let browser: SignedInBrowser;
let report: string;
beforeAll(async () => {
  browser = await openSignedInBrowser();
  const { id } = await startRun(browser.signedIn.client, { depth: 1 });
  await waitForRun(browser.signedIn.client, id, hasEnded);
  report = `/runs/${id}/report`;
});
afterAll(() => browser?.close());

const focused = () => browser.page.evaluate<string>('document.activeElement.innerText');
const focusedNumber = () =>
  browser.page.evaluate<number>("[...document.querySelectorAll('[data-n]')].indexOf(document.activeElement)");

it('puts the focus on the heading after each navigation and says the title', async () => {
  const page = await browser.visit('/');
  await page.locator('nav.rail').getByRole('link', { name: 'Instruments' }).click();
  await page.waitForURL(/instruments/);
  await page.locator('h1:focus').waitFor();
  expect(await focused()).toBe('Instruments');
  await page.getByRole('link', { name: /Nebula/ }).click();
  await page.locator('h1:focus').waitFor();
  expect(await focused()).toContain('Nebula');
  const said = await page.locator('[aria-live=polite]').allInnerTexts();
  expect(said.join()).toContain('Sagacity');
});

it('leaves the focus in a field typed into while the page was on its way', async () => {
  const page = await browser.visit('/');
  const field = page.getByRole('combobox', { name: 'Search instruments, runs, pages' });
  await page.route('**/api/instruments/DEMO%3ANEBULA', async (route) => {
    await field.focus();
    await route.continue();
  });
  await page.goto(`${browser.signedIn.app.url}/instruments`);
  await page.getByRole('link', { name: /Nebula/ }).click();
  await page.locator('h1', { hasText: 'Nebula' }).waitFor();
  expect(await page.locator('input[role=combobox]:focus').count()).toBe(1);
  await page.unroute('**/api/instruments/DEMO%3ANEBULA');
});

it('reads the numbers of a report as one tab stop with arrows between them', async () => {
  const page = await browser.visit(report);
  const numbers = page.locator('[data-n]');
  await numbers.first().waitFor();
  const count = await numbers.count();
  expect(count).toBeGreaterThan(20);
  expect(await page.locator('[data-n][tabindex="0"]').count()).toBe(1);

  await numbers.first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  expect(await focusedNumber()).toBe(2);
  await page.locator('#fact-popover').waitFor();
  await page.keyboard.press('Escape');
  expect(await page.locator('#fact-popover').count()).toBe(0);
  await page.keyboard.press('ArrowLeft');
  expect(await focusedNumber()).toBe(1);
  await page.keyboard.press('End');
  expect(await focusedNumber()).toBe(count - 1);
  await page.locator('#fact-popover').waitFor();
  await page.keyboard.press('Tab');
  expect(await focusedNumber()).toBe(-1);
  await page.keyboard.press('Shift+Tab');
  expect(await focusedNumber()).toBe(count - 1);
  await page.keyboard.press('Home');
  expect(await focusedNumber()).toBe(0);
  expect(await page.locator('[data-n][tabindex="0"]').count()).toBe(1);
});

it('keeps one tab stop when the language of the page changes', async () => {
  const { page } = browser;
  await page.getByRole('button', { name: /切换到中文/ }).click();
  await page.locator('html[lang=zh-CN]').waitFor();
  expect(await page.locator('[data-n][tabindex="0"]').count()).toBe(1);
  await page.getByRole('button', { name: /Switch to English/ }).click();
  await page.locator('html[lang=en]').waitFor();
  expect(browser.complaints).toEqual([]);
});
