import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@sagacity/kernel';
import { expect, it, onTestFinished } from 'vitest';
import { issueSelfSigned } from '../../certificates/issue-self-signed.ts';
import { layout } from '../layout.ts';
import { parseSettings } from '../settings/read-settings.ts';
import { askHealth } from './ask-health.ts';

const issue = (host: string, at = systemClock.now()) =>
  issueSelfSigned({ hosts: [host], days: 30, clock: { now: () => at } });
type Issued = Awaited<ReturnType<typeof issue>>;

/** What `status` learns when nginx shows one certificate and the deployment has another. */
async function ask(served: Issued, kept: Issued | null, env: string): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'deploy-'));
  let asked = '';
  const { certificatePem: cert, privateKeyPem: key } = served;
  const server = createServer({ cert, key }, ({ headers }, reply) => {
    asked = headers.host ?? '';
    reply.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    rmSync(dir, { recursive: true });
  });
  mkdirSync(join(dir, layout.tls), { recursive: true });
  if (kept) writeFileSync(join(dir, layout.tls, 'fullchain.pem'), kept.certificatePem + kept.caPem);
  const { port } = server.address() as AddressInfo;
  const { isHealthy, said } = await askHealth(dir, parseSettings(`HTTPS_PORT=${port}\n${env}`));
  return isHealthy ? `healthy, asked as ${asked}` : said;
}

it.each(['self-signed', 'own'])(
  'believes the certificate of the deployment, whoever signed it (%s)',
  async (tls) => {
    const own = await issue('stocks.lan');
    const env = `PUBLIC_HOST=stocks.lan\nTLS_MODE=${tls}`;
    expect(await ask(own, own, env)).toBe('healthy, asked as stocks.lan');
  },
);

it('names an address of version 6 in brackets', async () => {
  const own = await issue('fd00::7');
  expect(await ask(own, own, 'PUBLIC_HOST=fd00::7')).toBe('healthy, asked as [fd00::7]');
});

it('believes no other certificate, nor its own for another name or when it has ended', async () => {
  const [own, other] = [await issue('stocks.lan'), await issue('stocks.lan')];
  const env = 'PUBLIC_HOST=stocks.lan\nTLS_MODE=own';
  expect(await ask(other, own, env)).toContain(
    'nginx does not show the certificate of secrets/tls/fullchain.pem',
  );
  expect(await ask(own, own, 'PUBLIC_HOST=other.lan\nTLS_MODE=own')).toContain('other.lan');
  const ended = await issue('stocks.lan', systemClock.now() - 40 * 86_400_000);
  expect(await ask(ended, ended, env)).toBe('certificate has expired');
  expect(await ask(own, null, env)).toContain('no certificate');
});

it('waits for the authority while a stand-in is served', async () => {
  const standIn = await issue('stocks.example.com');
  const env = 'PUBLIC_HOST=stocks.example.com\nTLS_MODE=acme\nACME_EMAIL=a@example.com';
  expect(await ask(standIn, standIn, env)).toContain('stand-in');
});
