import type { Page } from 'playwright-core';
import { type OpenBrowser, openBrowser } from './open-browser.ts';
import { adminPassword, openSignedInApp, type SignedInApp } from './signed-in-app.ts';

export interface SignedInBrowser extends OpenBrowser {
  readonly signedIn: SignedInApp;
  /** Opens a path of the app and waits until nothing is loading. */
  visit(path: string): Promise<Page>;
}

/** The program on a new data directory and a browser signed in as its administrator. */
export async function openSignedInBrowser(
  options: Parameters<typeof openBrowser>[0] & { env?: Record<string, string> } = {},
): Promise<SignedInBrowser> {
  const signedIn = await openSignedInApp(options.env);
  const browser = await openBrowser(options);
  const { page } = browser;
  await page.goto(`${signedIn.app.url}/sign-in`);
  await page.locator('#name').fill('admin');
  await page.locator('#password').fill(adminPassword);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => url.pathname === '/');
  return {
    ...browser,
    signedIn,
    async visit(path) {
      await page.goto(`${signedIn.app.url}${path}`);
      await page.waitForLoadState('networkidle');
      return page;
    },
    async close() {
      await browser.close();
      await signedIn.close();
    },
  };
}
