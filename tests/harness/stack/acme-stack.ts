import { writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { buildAcmeImage, writeAuthority } from '@sagacity/operations/nginx/acme-server.fixture';
import { inject, vi } from 'vitest';
import { closeStack, compose, initStack, type StackAddress } from './open-stack.ts';
import './setup-types.ts';

const root = new URL('../../..', import.meta.url).pathname;
const shared = inject('stack');
const soon = { timeout: 20_000, interval: 200 };
const httpsPort = (shared?.httpsPort ?? 0) + 200;

/** A stack of its own with a name that an ACME authority beside it has to verify. */
export const acmeStack: StackAddress = {
  project: `${shared?.project}-acme`,
  directory: join(tmpdir(), `sagacity-acme-${process.pid}`),
  httpPort: (shared?.httpPort ?? 0) + 200,
  httpsPort,
  url: `https://stocks.example.test:${httpsPort}`,
};

/** `deploy init` done and the authority running; resolves to a file with its root certificate. */
export async function initAcmeStack(): Promise<string> {
  await buildAcmeImage();
  const authority = ['--acme-server', 'https://pebble:14000/dir', '--email', 'operator@example.org'];
  await initStack({
    ...acmeStack,
    flags: [
      '--host',
      'stocks.example.test',
      '--tls',
      'acme',
      ...authority,
      '--backend',
      '1',
      '--worker',
      '1',
    ],
    overrides: [join(root, 'tests/ops/stack/acme.override.yml')],
  });
  await writeAuthority(join(acmeStack.directory, 'pebble'));
  await compose(acmeStack, 'up', '-d', '--no-deps', 'pebble');
  const address = (await compose(acmeStack, 'port', 'pebble', '15000')).trim();
  const file = join(acmeStack.directory, 'authority.pem');
  writeFileSync(file, await vi.waitFor(() => readRoot(`https://${address}/roots/0`), soon));
  return file;
}

export const closeAcmeStack = (): Promise<void> => closeStack(acmeStack);

/** The authority makes its root when it starts, and shows it under a certificate of its own. */
const readRoot = (url: string): Promise<string> =>
  new Promise((resolve, reject) => {
    get(url, { rejectUnauthorized: false }, (reply) => text(reply).then(resolve, reject)).on('error', reject);
  });
