import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { setDefaultCACertificates } from 'node:tls';
import { systemClock } from '@sagacity/kernel';
import { issueSelfSigned } from '@sagacity/operations/certificates/issue-self-signed';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLoad } from './load.ts';

describe('startLoad', () => {
  let server: Server;
  let url = '';
  beforeAll(async () => {
    const own = await issueSelfSigned({ hosts: ['localhost'], days: 1, clock: systemClock });
    setDefaultCACertificates([own.caPem]);
    server = createServer({ key: own.privateKeyPem, cert: own.certificatePem }, (request, response) => {
      if (request.url === '/never') return;
      response.writeHead(Number(request.url?.slice(1))).end();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    url = `https://localhost:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const underLoad = async (path: string, options: object = {}) => {
    const load = startLoad({ url, token: 'x', perSecond: 100, requests: [{ path }], ...options });
    await setTimeout(300);
    return load.stop();
  };

  it('counts a refusal as a failure, whatever its status', async () => {
    for (const status of [401, 404, 429, 502]) {
      const { sent, failed, failures, expected } = await underLoad(`/${status}`);
      expect(sent).toBeGreaterThan(0);
      expect({ failed, failures, expected }).toEqual({
        failed: sent,
        failures: { [`GET ${status}`]: sent },
        expected: 0,
      });
    }
  });

  it('counts apart the refusals that a test expects', async () => {
    const { sent, failed, expected } = await underLoad('/401', { expects: [401] });
    expect([failed, expected]).toEqual([0, sent]);
  });

  it('ends in time also those requests that find no free socket, and measures them from when they were due', async () => {
    const { sent, failures, maxMs } = await underLoad('/never', { perSecond: 500, timeoutMs: 400 });
    expect(sent).toBeGreaterThan(64);
    expect(failures).toEqual({ 'GET no answer in time': sent });
    expect(maxMs).toBeLessThan(1_000);
  });
});
