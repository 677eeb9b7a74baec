import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '@sagacity/testkit/free-port';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSignedInBrowser, type SignedInBrowser } from '../harness/signed-in-browser.ts';

const assets = new URL('../../apps/web/dist/assets/', import.meta.url).pathname;
const shots = process.env.SHOTS_DIR;
if (shots) mkdirSync(shots, { recursive: true });
let browser: SignedInBrowser;
let page: Page;
beforeAll(async () => {
  browser = await openSignedInBrowser({ env: { SAGACITY_PORT: String(await freePort()) } });
});
afterAll(() => browser?.close());
beforeEach(async () => {
  page = await browser.visit('/');
});
afterEach(() => browser.context.unrouteAll({ behavior: 'ignoreErrors' }));
const shot = async (name: string) => {
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`) });
};
const link = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true });
const banner = (text: string) => page.getByRole('status').getByText(text);
const isGone = (text: string) => banner(text).waitFor({ state: 'detached' });
const heading = (name: string) => page.getByRole('heading', { name, level: 1 });

describe('a server that is gone under an open page', () => {
  const away = 'The server does not answer.';

  it('is said when a link is clicked, and the page opens by itself when the server is back', async () => {
    await browser.signedIn.app.kill();
    await link('Settings').click();
    await heading('This page could not be loaded').waitFor();
    await banner(away).waitFor();
    await shot('server-gone');
    await browser.signedIn.restart();
    await heading('Settings').waitFor();
    await isGone(away);
  });

  it('keeps a chart waiting in words, which comes with its server', async () => {
    const chart = /CandleChart-.*\.js/;
    await browser.context.route(chart, (route) => route.abort());
    await page.goto(`${browser.signedIn.app.url}/instruments/DEMO:NEBULA`);
    await page.getByRole('alert').getByText('This part could not be loaded.').waitFor();
    await shot('chart-failed');
    await browser.context.unroute(chart);
    await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click();
    await page.locator('canvas').first().waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('is said by a page whose reads are refused, which shows its data by itself afterwards', async () => {
    const error = { code: 'STORE_UNAVAILABLE', message: 'away', details: {}, requestId: 'req_12345678' };
    await browser.context.route(/\/api\/runs/, (route) => route.fulfill({ status: 503, json: { error } }));
    await link('Runs').click();
    await page.getByRole('alert').getByText('The database does not answer.').waitFor();
    await banner('The server is not ready.').waitFor();
    await shot('reads-refused');
    await browser.context.unroute(/\/api\/runs/);
    await page.getByText('No research yet').first().waitFor();
    await isGone('The server is not ready.');
  });

  it('does not lose the choice of a language whose words it still owes', async () => {
    const words = /\/zh-[^/]*\.js/;
    await browser.context.route(words, (route) => route.abort());
    await page.getByRole('button', { name: '切换到中文' }).click();
    await banner('The server is not ready.').waitFor();
    await browser.context.unroute(words);
    await link('设置').waitFor();
    await page.getByRole('button', { name: 'Switch to English' }).click();
    await link('Settings').waitFor();
  });
});

describe('a newer version under an open page', () => {
  it('is offered when a part of the open one is gone, and reloading opens it', async () => {
    const part = readdirSync(assets).find((name) => /^SettingsPage-.*\.js$/.test(name)) as string;
    const deployed = (html: string) => html.replace(/\/assets\/index-[^"]+\.js/, '$&?newer');
    await browser.context.route('**/*', async (route) => {
      if (route.request().resourceType() !== 'fetch' || new URL(route.request().url()).pathname !== '/')
        return route.fallback();
      const reply = await route.fetch();
      return route.fulfill({ response: reply, body: deployed(await reply.text()) });
    });
    renameSync(join(assets, part), join(assets, `${part}.gone`));
    try {
      await link('Settings').click();
      await banner('A newer version').waitFor();
      await heading('This page could not be loaded').waitFor();
      await shot('newer-version');
    } finally {
      renameSync(join(assets, `${part}.gone`), join(assets, part));
    }
    await browser.context.unrouteAll({ behavior: 'ignoreErrors' });
    await page.getByRole('status').getByRole('button', { name: 'Reload' }).click();
    await heading('Settings').waitFor();
    await isGone('A newer version');
  });
});

describe('an app that does not load', () => {
  it.each([
    ['a script that does not come', (url: string) => /\/assets\/index-.*\.js/.test(url)],
    ['a script the main one needs', (url: string) => /\/assets\/session-.*\.js/.test(url)],
    ['the words of a language', (url: string) => /\/assets\/en-.*\.js/.test(url)],
  ])('says so in both languages: %s', async (_, isMissing) => {
    await browser.context.route('**/*', (route) =>
      isMissing(route.request().url()) ? route.abort() : route.fallback(),
    );
    await page.goto(`${browser.signedIn.app.url}/runs`);
    await page.getByText('The app could not be loaded').waitFor();
    await page.getByText('应用未能加载').waitFor();
    await shot('app-not-loaded');
    await browser.context.unrouteAll({ behavior: 'ignoreErrors' });
    await page.getByRole('link', { name: 'open the start page' }).click();
    await link('Runs').waitFor();
    expect(await page.locator('#words').count()).toBe(0);
  });

  it('asks for JavaScript where there is none', async () => {
    const context = await browser.context.browser()?.newContext({ javaScriptEnabled: false });
    const blind = (await context?.newPage()) as Page;
    await blind.goto(browser.signedIn.app.url);
    const shown = await blind.evaluate<string>('document.body.innerText');
    expect(shown).toContain('This app needs JavaScript');
    expect(shown).toContain('本应用需要 JavaScript');
    expect(shown).not.toContain('The app could not be loaded');
    await context?.close();
  });
});
