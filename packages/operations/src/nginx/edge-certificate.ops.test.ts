import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueSelfSigned } from '../certificates/issue-self-signed.ts';
import { readCertificate } from '../certificates/read-certificate.ts';
import { askUntil } from './edge-client.fixture.ts';
import { docker, type EdgeStack, hasDocker, startEdgeStack } from './edge-stack.fixture.ts';
import { defaultNginxSettings, renderNginx } from './render-nginx.ts';

const patient = { timeout: 60_000 };
const dayMs = 86_400_000;
const issue = (hosts: readonly string[], ageDays = 0) =>
  issueSelfSigned({ hosts, days: 2, clock: { now: () => Date.now() - ageDays * dayMs } });

describe.skipIf(!hasDocker())('a certificate that clients would refuse', () => {
  let edge: EdgeStack;
  beforeAll(async () => {
    edge = await startEdgeStack();
    await askUntil(edge, '/api/echo', ({ status }) => status === 200);
  });
  afterAll(() => edge?.stop());

  const shown = (): Promise<string> =>
    new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: edge.httpsPort, servername: 'localhost' };
      const socket = connect({ ...options, rejectUnauthorized: false }, () => {
        resolve(socket.getPeerCertificate().fingerprint256);
        socket.destroy();
      }).once('error', reject);
    });
  /** Once nginx shows what is there. */
  const settled = async (): Promise<string> => {
    const { fingerprint } = readCertificate(readFileSync(join(edge.dir, 'tls/fullchain.pem'), 'utf8'));
    await expect.poll(() => shown().catch(String), patient).toBe(fingerprint);
    return fingerprint;
  };
  const refusal = () => {
    const path = join(edge.dir, 'last-good/refused');
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  };
  /** As `sagacity deploy` writes them: files that nobody may write. */
  const put = ({ caPem, privateKeyPem, certificatePem }: Awaited<ReturnType<typeof issue>>) => {
    const files = { 'ca.crt': caPem, 'privkey.pem': privateKeyPem, 'fullchain.pem': certificatePem };
    for (const [name, pem] of Object.entries(files)) {
      rmSync(join(edge.dir, 'tls', name), { force: true });
      edge.put(`tls/${name}`, pem);
      chmodSync(join(edge.dir, 'tls', name), 0o444);
    }
  };

  it.each([
    ['has expired', /expired/, () => issue(['localhost'], 10)],
    ['is not valid yet', /not yet valid/, () => issue(['localhost'], -10)],
    ['is for another host', /localhost/, () => issue(['other.example.org'])],
    [
      'has the key of another',
      /key values mismatch/,
      async () => ({
        ...(await issue(['localhost'])),
        privateKeyPem: (await issue(['localhost'])).privateKeyPem,
      }),
    ],
    [
      'was signed by an authority that nobody is told to trust',
      /unable to get|self.signed/,
      async () => ({ ...(await issue(['localhost'])), caPem: (await issue(['localhost'])).caPem }),
    ],
  ])('%s: the last good one stays, also after a restart, and why is told', async (_, why, make) => {
    const before = await settled();
    put(await make());
    await expect.poll(refusal, patient).toMatch(why);
    expect(await shown()).toBe(before);
    await docker('restart', `${edge.name}-nginx`);
    edge.httpsPort = await edge.portOf(8443);
    await expect.poll(() => shown().catch(String), patient).toBe(before);
    await edge.renewCertificate();
    await settled();
    await expect.poll(refusal, patient).toBe('');
  });

  it('has a chain in which one did not sign the other: the last good one stays', async () => {
    edge.put(
      'site/nginx.conf',
      renderNginx({ ...defaultNginxSettings, tls: 'own', frontend: 'backend:8000' }),
    );
    await edge.renewCertificate();
    const before = await settled();
    const [issued, other] = [await issue(['localhost']), await issue(['localhost'])];
    put({ ...issued, certificatePem: issued.certificatePem + other.caPem });
    await expect.poll(refusal, patient).toMatch(/unable to get/);
    expect(await shown()).toBe(before);
    put({ ...issued, certificatePem: issued.certificatePem + issued.caPem });
    await settled();
  });

  it('is served all the same when there never was a better one', async () => {
    const expired = await issue(['localhost'], 10);
    put(expired);
    await docker('exec', `${edge.name}-nginx`, 'sh', '-c', 'rm -rf /var/lib/edge/good');
    await docker('restart', `${edge.name}-nginx`);
    edge.httpsPort = await edge.portOf(8443);
    await expect.poll(() => edge.log(), patient).toContain('STARTED WITH A CERTIFICATE THAT CLIENTS REFUSE');
    await edge.renewCertificate();
    await expect.poll(refusal, patient).toBe('');
    await askUntil(edge, '/api/echo', ({ status }) => status === 200);
  });
});
