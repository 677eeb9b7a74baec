import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenBrowser, openBrowser } from '../../harness/open-browser.ts';
import { describeStack, signedInClient, stack } from '../../harness/stack/shared-stack.ts';

const name = `reader-${process.pid}`;
const lasting = 'another-Long-pass-7';
const shots = process.env.SHOTS_DIR;
if (shots) mkdirSync(shots, { recursive: true });

describeStack('a newcomer at the address of the stack', () => {
  let browser: OpenBrowser;
  let oneTimePassword = '';
  const violations: string[] = [];
  const frames: string[] = [];
  const shot = async (title: string) => {
    if (shots) await browser.page.screenshot({ path: `${shots}/${title}.png`, fullPage: true });
  };
  beforeAll(async () => {
    const client = await signedInClient();
    const created = await client.call('createAccount', { body: { name, role: 'researcher' } });
    oneTimePassword = created.oneTimePassword;
    const certificate = readFileSync(join(stack.directory, 'secrets/tls/fullchain.pem'), 'utf8');
    browser = await openBrowser({ certificate });
    await browser.context.exposeFunction('tell', (violation: string) => violations.push(violation));
    await browser.context.addInitScript(
      `addEventListener('securitypolicyviolation', (event) => tell(event.violatedDirective + ' ' + event.blockedURI))`,
    );
    browser.page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => frames.push(`${socket.url()} ${payload}`)),
    );
  });
  afterAll(() => browser?.close());

  it('is sent on to HTTPS, signs in with the one-time password and chooses a lasting one', async () => {
    const { page } = browser;
    await page.goto(`http://localhost:${stack.httpPort}/`);
    await page.waitForURL(`${stack.url}/**`);
    await page.getByLabel('User name').fill(name);
    await page.getByLabel('Password', { exact: true }).fill(oneTimePassword);
    await shot('sign-in');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(/first-password/);
    await page.getByLabel('One-time password').fill(oneTimePassword);
    await page.getByLabel('New password', { exact: true }).fill(lasting);
    await page.getByLabel('New password again').fill(lasting);
    await page.getByRole('button', { name: 'Set password' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    await shot('home');
  });

  it('makes a report of a simulated company and watches it through nginx', async () => {
    const { page } = browser;
    const estimated = page.waitForResponse(/runs\/estimate/);
    await page.goto(`${stack.url}/research?instrument=DEMO:NEBULA`);
    await estimated;
    await page.getByRole('button', { name: 'Start research' }).click();
    await page.waitForURL(/\/runs\/run_/);
    await page.getByText('The report is ready.').waitFor({ timeout: 60_000 });
    await shot('run-done');
    const live = frames.filter((frame) => frame.startsWith(stack.url.replace('https', 'wss')));
    expect(live.some((frame) => frame.includes('run-step-finished'))).toBe(true);
    expect(live.some((frame) => frame.includes('run-succeeded'))).toBe(true);
    await page.getByRole('link', { name: 'Open the report' }).first().click();
    await page.waitForURL(/\/report/);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByText('DEMO', { exact: true }).count()).toBeGreaterThan(0);
    await shot('report');
  });

  it('meets no complaint of the browser and no violation of the content security policy', async () => {
    const policy = (await fetch(`${stack.url}/`)).headers.get('content-security-policy');
    expect(policy).toMatch(/default-src 'self'/);
    expect([...browser.complaints, ...violations]).toEqual([]);
  });
});
