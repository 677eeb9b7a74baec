import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, systemClock } from '@sagacity/kernel';
import { silentLog } from '@sagacity/platform/log/index';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadConfig } from './config.ts';
import { openServices } from './open-services.ts';
import type { Services } from './services.ts';
import { marketProviders } from './settings/documents.ts';

vi.mock('node:dns/promises', () => {
  const lookup = () => Promise.reject(new Error('no such name'));
  return { lookup, default: { lookup } };
});

let services: Services;
let directory: string;
const asked: string[] = [];
const proxy = createServer((request, reply) => {
  asked.push(`${request.method} ${request.url}`);
  reply.writeHead(502).end();
});
proxy.on('connect', (request, socket) => {
  asked.push(`CONNECT ${request.url}`);
  socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
});

beforeEach(async () => {
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  directory = mkdtempSync(join(tmpdir(), 'sagacity-services-'));
  const config = loadConfig({ directory, environment: { HTTPS_PROXY: url, HTTP_PROXY: url } });
  services = await openServices({ config, clock: systemClock, log: silentLog });
});
afterEach(async () => {
  await services.close();
  proxy.closeAllConnections();
  await new Promise((resolve) => proxy.close(resolve));
  rmSync(directory, { recursive: true });
  asked.length = 0;
});

describe('with a proxy configured', () => {
  it('a vendor of data is asked through it', async () => {
    await services.store
      .collection(marketProviders)
      .insertOne({ _id: 'yahoo', enabled: true, sealedKey: null });
    await services.market.buildSnapshot({ instrument: 'US:AAPL', asOf: '2024-01-02' }).catch(() => null);
    expect(asked).toContainEqual(expect.stringMatching(/^CONNECT .*yahoo\.com:443$/));
  });

  it('a vendor of models is asked through it', async () => {
    const vendor = {
      id: 'v',
      kind: 'openai-compatible' as const,
      label: 'V',
      enabled: true,
      baseUrl: 'http://models.example/v1',
      apiKey: new Secret('a-key'),
      models: [
        { name: 'm', inputPerMillion: 1, outputPerMillion: 1, contextTokens: 1_000, maxOutputTokens: 100 },
      ],
    };
    await services.settings.callVendor(vendor, AbortSignal.timeout(10_000)).catch(() => null);
    expect(asked[0]).toMatch(/^POST http:\/\/models\.example\/v1\//);
  });
});
