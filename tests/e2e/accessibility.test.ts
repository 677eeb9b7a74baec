import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBarriers } from '../harness/find-barriers.ts';
import { hasEnded, startRun, waitForRun } from '../harness/llm-run.ts';
import { openBrowser } from '../harness/open-browser.ts';
import { openSignedInBrowser, type SignedInBrowser } from '../harness/signed-in-browser.ts';

const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
const languages = ['en', 'zh'] as const;

let browser: SignedInBrowser;
let paths: string[];
beforeAll(async () => {
  browser = await openSignedInBrowser();
  const { client } = browser.signedIn;
  const runs = await Promise.all([
    startRun(client),
    startRun(client, { language: 'zh', depth: 1 }, 'DEMO:ORCHARD'),
    startRun(client, {}, 'DEMO:SPROUT'),
  ]);
  for (const { id } of runs) await waitForRun(client, id, hasEnded);
  const [english, chinese, thin] = runs.map(({ id }) => id);
  paths = [
    '/',
    '/research?instrument=DEMO:NEBULA',
    '/runs',
    `/runs/${english}`,
    `/runs/${english}/report`,
    `/runs/${chinese}/report`,
    `/runs/${thin}/report`,
    '/instruments',
    '/instruments/DEMO:NEBULA',
    '/instruments/US:AAPL',
    '/import',
    '/settings',
    '/settings/models',
    '/settings/providers',
    '/settings/accounts',
    '/no-such-page',
  ];
});
afterAll(() => browser?.close());

async function showIn(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.locator(theme === 'dark' ? 'html.dark' : 'html:not(.dark)').waitFor();
}
/** The theme changes nothing but colours, so that in the dark only these are looked at again. */
async function findInAllLooks(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [name, size] of Object.entries(sizes)) {
    await page.setViewportSize(size);
    await showIn(page, 'light');
    const light = await findBarriers(page);
    await showIn(page, 'dark');
    const dark = await findBarriers(page, ['color-contrast', 'link-in-text-block']);
    found.push(...light.map((text) => `${name} ${text}`), ...dark.map((text) => `${name} dark ${text}`));
  }
  return found;
}

it.each(languages)(
  'has no barrier on any page, narrow or wide, light or dark, in %s',
  async (language) => {
    const preferences = { language, theme: 'system' as const, gainColor: null };
    await browser.signedIn.client.call('putPreferences', { body: preferences });
    const { page } = browser;
    const found: string[] = [];
    for (const path of paths) {
      await browser.visit(path);
      await page.locator('h1').first().waitFor();
      found.push(...(await findInAllLooks(page)).map((text) => `${path} ${text}`));
    }
    expect(found).toEqual([]);
  },
  300_000,
);

it.each(languages)(
  'has no barrier before signing in, nor when a password is chosen first, in %s',
  async (language) => {
    const stranger = await openBrowser({ locale: language === 'zh' ? 'zh-CN' : 'en-US' });
    try {
      await stranger.page.goto(`${browser.signedIn.app.url}/sign-in`);
      await stranger.page.locator('h1').waitFor();
      expect(await findInAllLooks(stranger.page)).toEqual([]);
      const name = `newcomer-${language}`;
      const account = await browser.signedIn.client.call('createAccount', { body: { name, role: 'viewer' } });
      await stranger.page.locator('input[autocomplete=username]').fill(name);
      await stranger.page.locator('input[autocomplete=current-password]').fill(account.oneTimePassword);
      await stranger.page.keyboard.press('Enter');
      await stranger.page.waitForURL(/first-password/);
      await stranger.page.locator('h1').waitFor();
      expect(await findInAllLooks(stranger.page)).toEqual([]);
    } finally {
      await stranger.close();
    }
  },
);
