import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hasEnded, startRun, waitForRun } from '../harness/llm-run.ts';
import { openSignedInBrowser, type SignedInBrowser } from '../harness/signed-in-browser.ts';

let browser: SignedInBrowser;
let report: string;
beforeAll(async () => {
  browser = await openSignedInBrowser({ width: 390, height: 844 });
  const { client } = browser.signedIn;
  await client.call('createAccount', {
    body: { name: 'somebody.with.a.name.of.39.characters.x', role: 'viewer' },
  });
  const runs = await Promise.all(
    ['NEBULA', 'ORCHARD', 'SPROUT'].map((code) => startRun(client, { depth: 1 }, `DEMO:${code}`)),
  );
  for (const { id } of runs) await waitForRun(client, id, hasEnded);
  report = `/runs/${runs[0]?.id}/report`;
});
afterAll(() => browser?.close());

/** Controls and cells of tables that are not wholly on the screen. */
const outside = (page: Page) =>
  page.evaluate<
    string[]
  >(`[...document.querySelectorAll('.table :is(td, a, button, input, .el-switch, .el-select)')]
    .filter((node) => node.checkVisibility({ visibilityProperty: true }))
    .filter((node) => { const { left, right } = node.getBoundingClientRect(); return left < 0 || right > innerWidth; })
    .map((node) => node.outerHTML.slice(0, 120))`);

it.each(['/', '/runs', '/instruments', '/settings/providers', '/settings/accounts'])(
  'shows every column of the table of %s on a phone',
  async (path) => {
    const page = await browser.visit(path);
    await page.locator('.table td').first().waitFor();
    expect(await outside(page)).toEqual([]);
  },
);

it('shows every column of the tables of a report on a phone', async () => {
  const page = await browser.visit(report);
  await page.locator('#sources td').first().waitFor();
  expect(await outside(page)).toEqual([]);
});

it('says on a phone whether a provider works, has its key and is switched on', async () => {
  const page = await browser.visit('/settings/providers');
  const card = page.getByRole('row').filter({ hasText: 'tushare' });
  await card.getByText('Disabled').waitFor();
  await card.getByText('API key').waitFor();
  await card.getByRole('button', { name: 'tushare: Set the key' }).waitFor();
  const enabled = card.getByRole('switch', { name: 'tushare: Enabled' });
  expect(await enabled.isChecked()).toBe(false);
});

const shiftOf = (page: Page) =>
  page.evaluate<number>(`new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
  })`);

it.each([
  ['phone', { width: 390, height: 844 }],
  ['desk', { width: 1440, height: 900 }],
])('does not move what is already read on the first page of a %s', async (_, size) => {
  const { page } = browser;
  await page.setViewportSize(size);
  // The list comes last, so that everything below it stands there first if it ever does.
  const health = page.waitForResponse(/api\/health/);
  await page.route('**/api/runs?*', async (route) => {
    await health;
    await route.continue();
  });
  await browser.visit('/');
  await page.locator('.table td').first().waitFor();
  expect(await shiftOf(page)).toBe(0);
  await page.unroute('**/api/runs?*');
});
