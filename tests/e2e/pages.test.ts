import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasEnded, startRun, waitForRun } from '../harness/llm-run.ts';
import { openSignedInBrowser, type SignedInBrowser } from '../harness/signed-in-browser.ts';

/** Set SHOTS_DIR to keep a picture of every page. */
const shots = process.env.SHOTS_DIR;
if (shots) mkdirSync(shots, { recursive: true });

const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const looks = [
  { language: 'en', theme: 'light' },
  { language: 'zh', theme: 'dark' },
  { language: 'en', theme: 'dark' },
  { language: 'zh', theme: 'light' },
] as const;

let browser: SignedInBrowser;
let paths: Record<string, string>;
beforeAll(async () => {
  browser = await openSignedInBrowser();
  const { client } = browser.signedIn;
  const [english, chinese, thin] = await Promise.all([
    startRun(client),
    startRun(client, { language: 'zh', depth: 5 }, 'DEMO:ORCHARD'),
    startRun(client, {}, 'DEMO:SPROUT'),
  ]);
  for (const { id } of [english, chinese, thin]) await waitForRun(client, id, hasEnded);
  paths = {
    home: '/',
    research: '/research?instrument=DEMO:NEBULA',
    runs: '/runs',
    run: `/runs/${chinese.id}`,
    report: `/runs/${english.id}/report`,
    'report-zh': `/runs/${chinese.id}/report`,
    'report-unrated': `/runs/${thin.id}/report`,
    instruments: '/instruments',
    instrument: '/instruments/DEMO:NEBULA',
    'instrument-empty': '/instruments/US:AAPL',
    import: '/import',
    settings: '/settings',
    models: '/settings/models',
    providers: '/settings/providers',
    accounts: '/settings/accounts',
    missing: '/no-such-page',
  };
});
afterAll(() => browser?.close());

const overflow = (page: Page) =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

describe.each(looks)('in $language and $theme', ({ language, theme }) => {
  beforeAll(async () => {
    const preferences = { language, theme, gainColor: null };
    await browser.signedIn.client.call('putPreferences', { body: preferences });
  });

  it.each(Object.entries(sizes))('shows every page whole on a %s', async (name, size) => {
    const { page } = browser;
    await page.setViewportSize(size);
    browser.complaints.length = 0;
    for (const [title, path] of Object.entries(paths)) {
      await browser.visit(path);
      await page.locator('h1').first().waitFor();
      expect(await overflow(page), `${title} scrolls sideways`).toBeLessThanOrEqual(0);
      if (shots) await page.screenshot({ path: join(shots, `${title}-${name}-${language}-${theme}.png`) });
    }
    // An instrument without data answers 404; the browser logs that, whatever the page makes of it.
    const complaints = browser.complaints.filter((text) => !text.includes('status of 404'));
    expect(complaints).toEqual([]);
    expect(await page.evaluate('document.documentElement.lang')).toMatch(new RegExp(`^${language}`));
  });
});
