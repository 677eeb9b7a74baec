import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { acmeStack, closeAcmeStack, initAcmeStack } from '../../harness/stack/acme-stack.ts';
import { sagacity } from '../../harness/stack/open-stack.ts';
import { describeStack } from '../../harness/stack/shared-stack.ts';

describeStack('deploy init --tls acme && deploy up', () => {
  let authority: string;
  beforeAll(async () => {
    authority = await initAcmeStack();
  });
  afterAll(closeAcmeStack);

  it('ends with a certificate of the authority, which the health check of `up` has verified', async () => {
    // This host cannot resolve the name, the authority can.
    const up = await sagacity(acmeStack, 'deploy', 'up', '--force');
    expect(up.stderr + up.stdout).toContain(acmeStack.url);
    expect(up.code).toBe(0);
    expect(await issuerServed(readFileSync(authority, 'utf8'))).toContain('Pebble');
  });

  it('stays when init is done again', async () => {
    const before = readFileSync(join(acmeStack.directory, 'secrets/tls/fullchain.pem'), 'utf8');
    const again = await sagacity(acmeStack, 'deploy', 'init', '--yes', '--json');
    const { files } = JSON.parse(again.stdout) as { files: { path: string; state: string }[] };
    expect(files.filter(({ state }) => state !== 'unchanged')).toEqual([]);
    expect(readFileSync(join(acmeStack.directory, 'secrets/tls/fullchain.pem'), 'utf8')).toBe(before);
  });
});

/** Who signed what nginx shows for the name; rejects when `ca` did not. */
const issuerServed = (ca: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const servername = new URL(acmeStack.url).hostname;
    const socket = connect({ host: '127.0.0.1', port: acmeStack.httpsPort, servername, ca }, () => {
      resolve(String(socket.getPeerCertificate().issuer.CN));
      socket.destroy();
    });
    socket.on('error', reject);
  });
