import { toIsoDay } from '@sagacity/kernel';
import { aaplBars } from '@sagacity/testkit/aapl-bars';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hasEnded, startRun, waitForRun } from '../harness/llm-run.ts';
import { openSignedInBrowser, type SignedInBrowser } from '../harness/signed-in-browser.ts';

let browser: SignedInBrowser;
beforeAll(async () => {
  browser = await openSignedInBrowser();
});
afterAll(() => browser?.close());

const header = 'date,open,high,low,close,volume';
const goodRows = (() => {
  const { day, open, high, low, close, volume } = aaplBars();
  return Array.from(day, (d, i) => [toIsoDay(d), open[i], high[i], low[i], close[i], volume[i]].join(','));
})();
const file = (rows: readonly string[]) => ({
  name: 'bars.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from([header, ...rows].join('\n')),
});

it('shows every bad row with its line and writes nothing', async () => {
  const page = await browser.visit('/import?instrument=US:AAPL');
  await page.locator('#import-instrument').fill('US:AAPL');
  const bad = ['2024-01-02,10,9,8,10,100', '2024-13-01,1,1,1,1,1', '2024-01-04,1,2,1,abc,-5'];
  await page.locator('input[type=file]').first().setInputFiles(file(bad));
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  const faults = page.getByRole('table');
  await faults.getByText('2024-13-01').waitFor();
  await faults.getByText('abc').waitFor();
  const { items } = await browser.signedIn.client.call('searchInstruments', { query: { q: 'US:AAPL' } });
  expect(items[0]?.coverage ?? null).toBeNull();
});

it('imports real bars, opens their chart and researches them as of a past day', async () => {
  const page = await browser.visit('/import');
  await page.locator('#import-instrument').fill('US:AAPL');
  await page.locator('input[type=file]').first().setInputFiles(file(goodRows));
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByRole('button', { name: /^Write 1,?260 bars/ }).click();
  await page.getByRole('link', { name: 'Open the chart' }).click();
  await page.waitForURL(/instruments\/US:AAPL|instruments\/US%3AAAPL/);
  await page.locator('canvas').first().waitFor();
  await page.getByRole('button', { name: 'RSI' }).click();

  const run = await startRun(browser.signedIn.client, { asOf: '2016-06-30' }, 'US:AAPL');
  const ended = await waitForRun(browser.signedIn.client, run.id, hasEnded);
  expect(ended.status).toBe('succeeded');
  const report = await browser.signedIn.client.call('getReport', { params: { id: run.id } });
  expect(report.simulated).toBe(false);
  expect(report.grounding.unsourced).toBe(0);
  expect(report.facts.every(({ asOf }) => asOf <= '2016-06-30')).toBe(true);
  expect(browser.complaints).toEqual([]);
});
