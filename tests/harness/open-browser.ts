import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

export interface OpenBrowser {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Console errors and warnings, page errors and failed requests, as they came. */
  readonly complaints: string[];
  close(): Promise<void>;
}

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const keyHashOf = (pem: string): string =>
  createHash('sha256')
    .update(new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');

/** Debian's Chromium, headless, with an empty profile. */
export async function openBrowser(
  options: {
    width?: number;
    height?: number;
    locale?: string;
    colorScheme?: 'light' | 'dark';
    /** PEM of the one certificate that is accepted although no authority of Debian’s signed it. */
    certificate?: string;
  } = {},
): Promise<OpenBrowser> {
  const { width = 1440, height = 900, locale = 'en-US', colorScheme = 'light', certificate } = options;
  const profile = mkdtempSync(join(tmpdir(), 'sagacity-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    headless: true,
    args: certificate ? [...quiet, `--ignore-certificate-errors-spki-list=${keyHashOf(certificate)}`] : quiet,
    viewport: { width, height },
    locale,
    colorScheme,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  context.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.text()} (${message.location().url}:${message.location().lineNumber})`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return {
    context,
    page,
    complaints,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
