import { settingsEntities } from '@sagacity/features/settings/documents';
import { settingsHandlers } from '@sagacity/features/settings/handlers';
import { AppError, Secret } from '@sagacity/kernel';
import type { ProviderStatus } from '@sagacity/market';
import { createCipher } from '@sagacity/platform/crypto/cipher';
import { screenAddress } from '@sagacity/platform/http/index';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestServer, type SignedIn, type TestServer } from './test-server.fixture.ts';

const key = 'sk-very-secret';
const provider: ProviderStatus = {
  id: 'tushare',
  markets: ['CN'],
  supports: ['bars'],
  configured: false,
  enabled: false,
  circuit: 'closed',
  lastFailure: null,
  hasKey: false,
  needsKey: true,
};
const vendor = {
  kind: 'openai-compatible',
  label: 'Acme',
  baseUrl: 'https://8.8.8.8/v1',
  models: [{ name: 'small', inputPerMillion: 1, outputPerMillion: 2 }],
  apiKey: key,
};

let server: TestServer;
let admin: SignedIn;
beforeEach(async () => {
  server = await openTestServer({
    features: settingsHandlers({
      cipher: createCipher(new Secret('k'.repeat(40))),
      screenAddress: (url) => screenAddress(url, { allowPrivate: false }),
      privateAddressesConfigured: false,
      callVendor: async ({ apiKey }) => {
        if (apiKey?.reveal() !== key) throw new AppError('NOT_CONFIGURED', 'the key was refused');
      },
      providerStatus: async () => [provider],
    }),
  });
  await server.ctx.store.ensure(settingsEntities as never); // entities are invariant in their document type
  admin = await server.signInAdmin();
});
afterEach(() => server.close());

const models = '/api/settings/models';

describe('settings over HTTP', () => {
  it('putModelVendor, listModelVendors, testModelVendor and deleteModelVendor never answer the key', async () => {
    const put = await admin.request('PUT', `${models}/acme`, vendor);
    expect(put.json()).toMatchObject({ id: 'acme', hasKey: true, enabled: true });
    const list = await admin.request('GET', models);
    expect(list.json().items).toHaveLength(1);
    const tested = await admin.request('POST', `${models}/acme/test`);
    expect(tested.json()).toMatchObject({ ok: true });
    for (const reply of [put, list, tested]) expect(reply.body).not.toContain(key);
    expect((await admin.request('DELETE', `${models}/acme`)).json()).toEqual({ ok: true });
    expect((await admin.request('POST', `${models}/acme/test`)).statusCode).toBe(404);
  });

  it.each(['http://127.0.0.1:11434/v1', 'http://169.254.169.254/', 'http://[fd00::1]/', 'ftp://8.8.8.8/'])(
    'putModelVendor refuses the address %s',
    async (baseUrl) => {
      const reply = await admin.request('PUT', `${models}/acme`, { ...vendor, baseUrl });
      expect([reply.statusCode, reply.json().error.code]).toEqual([422, 'ADDRESS_REFUSED']);
    },
  );

  it('testModelVendor says what is wrong', async () => {
    await admin.request('PUT', `${models}/acme`, { ...vendor, apiKey: 'other' });
    const reply = await admin.request('POST', `${models}/acme/test`);
    expect(reply.json()).toMatchObject({ ok: false, message: 'the key was refused' });
  });

  it('listProviders and putProvider show state without keys', async () => {
    expect((await admin.request('GET', '/api/settings/providers')).json().items).toEqual([provider]);
    const put = (id: string) =>
      admin.request('PUT', `/api/settings/providers/${id}`, { enabled: true, apiKey: key });
    const reply = await put('tushare');
    expect([reply.statusCode, reply.body.includes(key)]).toEqual([200, false]);
    expect((await put('none')).statusCode).toBe(404);
  });
});
