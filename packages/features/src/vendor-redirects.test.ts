import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseInstrument, Secret, systemClock, toEpochDay } from '@sagacity/kernel';
import { liveProviders } from '@sagacity/market/providers/live-providers';
import { openRouter } from '@sagacity/market/router/open-router';
import { openMemoryCounters } from '@sagacity/platform/counters/open-memory-counters';
import { openOutbound } from '@sagacity/platform/http/index';
import { openModels } from '@sagacity/research/models/index';
import { vendorPlugins } from '@sagacity/research/models/registry';
import { afterEach, describe, expect, it, vi } from 'vitest';

/** Stands for a vendor's public address; the rest of this host stays what it is. */
const publicHost = '127.0.0.9';
vi.mock('@sagacity/platform/http/is-public-address', async (original) => {
  const real = await original<typeof import('@sagacity/platform/http/is-public-address')>();
  return {
    isPublicAddress: (address: string) => address === '127.0.0.9' || real.isPublicAddress(address),
  };
});

const key = 'the-key-of-a-vendor';
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(host: string, location: string | null) {
  const heard: string[] = [];
  const server = createServer(async (request, reply) => {
    const body = (await request.toArray()).join('');
    heard.push(`${request.url} ${JSON.stringify(request.headers)} ${body}`);
    if (location) reply.writeHead(307, { location: location + (request.url ?? '') }).end();
    else reply.end('{}');
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return { url: `http://${host}:${(server.address() as AddressInfo).port}`, heard };
}

/** A vendor that sends its callers to a server inside, and what each of both heard. */
async function redirectingVendor(inside: 'this host' | 'the metadata of a cloud') {
  const victim = await serve('127.0.0.1', null);
  const vendor = await serve(publicHost, inside === 'this host' ? victim.url : 'http://169.254.169.254');
  return { victim, vendor };
}
const fetch = openOutbound({ allowPrivate: false });
const insides = ['this host', 'the metadata of a cloud'] as const;

describe.each(vendorPlugins.map(({ kind }) => kind))('a model vendor of kind %s', (kind) => {
  it.each(insides)('is not followed to %s with its key', async (inside) => {
    const { victim, vendor } = await redirectingVendor(inside);
    const price = { inputPerMillion: 1, outputPerMillion: 1, contextTokens: 1_000, maxOutputTokens: 100 };
    const modelFor = openModels(
      [
        {
          id: 'v',
          kind,
          baseUrl: vendor.url,
          enabled: true,
          models: [{ name: 'm', ...price }],
          apiKey: new Secret(key),
        },
      ],
      { fetch },
    );
    const messages = [{ role: 'user' as const, content: 'Hello?' }];
    const { signal } = new AbortController();
    await expect(
      modelFor('v/m').chat.stream({ messages, maxOutputTokens: 9, temperature: 0 }, signal, () => {}),
    ).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
    expect(vendor.heard.join()).toContain(key);
    expect(victim.heard).toEqual([]);
  });
});

describe.each(liveProviders.map((provider) => [provider.id, provider] as const))(
  'the data vendor %s',
  (id, provider) => {
    it.each(insides)('is not followed to %s', async (inside) => {
      const { victim, vendor } = await redirectingVendor(inside);
      const router = openRouter({
        providers: [provider],
        fetch,
        clock: systemClock,
        counters: openMemoryCounters(systemClock),
        settings: async () => ({
          providers: {
            [id]: { enabled: true, apiKey: new Secret(key), baseUrl: vendor.url, timeoutMs: 5_000 },
          },
        }),
      });
      const to = toEpochDay('2026-11-20');
      for (const text of ['600519', 'AAPL']) {
        const answer = await router.read('bars', { instrument: parseInstrument(text), from: to - 30, to });
        expect(answer.found).toBe(false);
      }
      expect(vendor.heard.length).toBeGreaterThan(0);
      expect(victim.heard).toEqual([]);
    });
  },
);
