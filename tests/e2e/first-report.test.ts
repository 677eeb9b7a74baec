import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenBrowser, openBrowser } from '../harness/open-browser.ts';
import { adminPassword } from '../harness/signed-in-app.ts';
import { type RunningApp, startApp, temporaryDirectory } from '../harness/start-app.ts';

const directory = temporaryDirectory('e2e');
const shots = process.env.SHOTS_DIR;
if (shots) mkdirSync(shots, { recursive: true });
let app: RunningApp;
let browser: OpenBrowser;
const shot = async (name: string) => {
  if (shots) await browser.page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
};

beforeAll(async () => {
  app = await startApp({ dataDir: directory.path });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await app?.kill();
  directory.remove();
});

describe('a newcomer', () => {
  it('signs in with the printed password and must choose a lasting one', async () => {
    const { page } = browser;
    await page.goto(app.url);
    await page.getByLabel('User name').fill('admin');
    await page.getByLabel('Password', { exact: true }).fill(app.password as string);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(/first-password/);
    await shot('first-password');
    await page.getByLabel('One-time password').fill(app.password as string);
    await page.getByLabel('New password', { exact: true }).fill(adminPassword);
    await page.getByLabel('New password again').fill(adminPassword);
    await page.getByRole('button', { name: 'Set password' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    await shot('home-empty');
  });

  it('starts a run on a simulated company and watches it to its report', async () => {
    const { page } = browser;
    const estimated = page.waitForResponse(/runs\/estimate/);
    await page.goto(`${app.url}/research?instrument=DEMO:NEBULA`);
    await estimated;
    await shot('new-research');
    await page.getByRole('button', { name: 'Start research' }).click();
    await page.waitForURL(/\/runs\/run_/);
    await page.getByText('The report is ready.').waitFor();
    await shot('run-done');
    await page.getByRole('link', { name: 'Open the report' }).first().click();
    await page.waitForURL(/\/report/);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByText('DEMO', { exact: true }).count()).toBeGreaterThan(0);
    await shot('report');
  });

  it('reads where a number comes from', async () => {
    const { page } = browser;
    const number = page.locator('.figure.sourced').first();
    await number.scrollIntoViewIfNeeded();
    await number.hover();
    await page.getByText('Source').first().waitFor();
    await shot('number-source');
    expect(browser.complaints).toEqual([]);
  });
});
