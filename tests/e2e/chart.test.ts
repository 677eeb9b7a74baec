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
  await page.waitForFunction("document.querySelector('button[title*=Wilder]') !== null");
  const [raw] = await Promise.all([read('rsi', 'raw'), choose('Raw').click()]);
  expect((await raw.json()).mode).toBe('raw');
  expect(browser.complaints).toEqual([]);
});
