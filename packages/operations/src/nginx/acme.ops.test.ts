import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCertificate } from '../certificates/read-certificate.ts';
import { type AcmeStack, startAcme } from './acme-server.fixture.ts';
import { docker, type EdgeStack, hasDocker, startEdgeStack } from './edge-stack.fixture.ts';
import { defaultNginxSettings, renderNginx } from './render-nginx.ts';

const host = 'stocks.test';
const settings = { ...defaultNginxSettings, hosts: [host], tls: 'acme', frontend: 'backend:8000' } as const;
const soon = { timeout: 60_000, interval: 200 };

describe.skipIf(!hasDocker())('a certificate of an ACME authority', () => {
  let edge: EdgeStack;
  let acme: AcmeStack;
  beforeAll(async () => {
    edge = await startEdgeStack(settings);
    acme = await startAcme(edge, host);
  }, 300_000);
  afterAll(async () => {
    await acme?.stop();
    await edge?.stop();
  });

  /** Fingerprint and issuer of what nginx presents. */
  const served = (): Promise<{ fingerprint: string; issuer: string }> =>
    new Promise((resolve, reject) => {
      const socket = connect(
        { host: '127.0.0.1', port: edge.httpsPort, servername: host, rejectUnauthorized: false },
        () => {
          const { fingerprint256, issuer } = socket.getPeerCertificate();
          socket.destroy();
          resolve({ fingerprint: fingerprint256, issuer: String(issuer.CN) });
        },
      );
      socket.on('error', reject);
    });
  const lookNow = () => docker('kill', '-s', 'HUP', acme.certbot);

  it('is issued over the webroot and taken up by nginx', async () => {
    await expect.poll(served, soon).toMatchObject({ issuer: expect.stringContaining('Pebble') });
    const facts = readCertificate(readFileSync(join(edge.dir, 'tls/fullchain.pem'), 'utf8'));
    expect(facts.hosts).toEqual([host]);
    expect(facts.chainLength).toBeGreaterThan(1);
  });

  it('is renewed when due and taken up again', async () => {
    const { fingerprint } = await served();
    await lookNow();
    await expect.poll(async () => (await served()).fingerprint, soon).not.toBe(fingerprint);
    expect(await edge.log()).not.toContain('emerg');
  });

  it('stays when the authority cannot reach the challenge', async () => {
    // Not what is served: an nginx that has just reloaded may show the one before for a moment.
    const { fingerprint } = readCertificate(readFileSync(join(edge.dir, 'tls/fullchain.pem'), 'utf8'));
    edge.put('site/nginx.conf', renderNginx(settings).replace('root /var/www/acme;', 'root /nowhere;'));
    const reloads = (log: string) => log.split('edge: reloaded').length;
    const before = reloads(await edge.log());
    await expect.poll(async () => reloads(await edge.log()), soon).toBeGreaterThan(before);
    await lookNow();
    await expect.poll(() => acme.log(), soon).toContain('no certificate this time');
    expect((await served()).fingerprint).toBe(fingerprint);
  });
});
