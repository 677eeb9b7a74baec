import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError, newId, Secret, systemClock } from '@sagacity/kernel';
import type { ProviderStatus } from '@sagacity/market';
import { createCipher } from '@sagacity/platform/crypto/cipher';
import { silentLog } from '@sagacity/platform/log/silent-log';
import { openSqliteDatabase } from '@sagacity/platform/sqlite/open-database';
import { openSqliteStore } from '@sagacity/platform/store/sqlite/open-store';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { auditEntries } from '../audit/documents.ts';
import { type Ctx, command } from '../context.ts';
import { configuredVendors } from './configured-vendors.ts';
import { deleteModelVendor } from './delete-model-vendor.ts';
import { modelVendors, settingsEntities } from './documents.ts';
import { settingsHandlers } from './handlers.ts';
import { listModelVendors } from './list-model-vendors.ts';
import { marketSettings } from './market-settings.ts';
import { putModelVendor } from './put-model-vendor.ts';
import { putProvider } from './put-provider.ts';
import type { SettingsServices } from './services.ts';
import { testModelVendor } from './test-model-vendor.ts';

const cipher = createCipher(new Secret('k'.repeat(40)));
const key = 'sk-very-secret';
const models = [{ name: 'small', inputPerMillion: 1, outputPerMillion: 2 }];
const vendor = {
  id: 'acme',
  kind: 'openai-compatible' as const,
  label: 'Acme',
  baseUrl: 'https://a.example/v1',
  models,
};

let ctx: Ctx & SettingsServices;
let close: () => Promise<void>;
beforeEach(async () => {
  const directory = await mkdtemp(join(tmpdir(), 'settings-'));
  const database = await openSqliteDatabase(join(directory, 'test.db'));
  const store = openSqliteStore({ database, onSweepFailed: () => {} });
  await store.ensure([...settingsEntities, auditEntries]);
  const status = { id: 'tushare' } as ProviderStatus; // only its id matters here
  ctx = {
    actor: command('tester'),
    requestId: 'test',
    address: null,
    clock: systemClock,
    log: silentLog,
    newId: (prefix) => newId(prefix),
    store,
    cipher,
    screenAddress: vi.fn(async () => []),
    privateAddressesConfigured: false,
    callVendor: vi.fn(async () => {}),
    providerStatus: async () => [status],
  };
  close = async () => {
    await store.close();
    await database.close();
    await rm(directory, { recursive: true });
  };
});
afterEach(() => close());

describe('putModelVendor', () => {
  it('stores the key encrypted, and shows only that there is one', async () => {
    expect(await putModelVendor(ctx, { ...vendor, apiKey: key })).toMatchObject({ id: 'acme', hasKey: true });
    const stored = await ctx.store.collection(modelVendors).findOne({ _id: 'acme' });
    expect(JSON.stringify([stored, await listModelVendors(ctx)])).not.toContain(key);
    const [opened] = await configuredVendors(ctx);
    expect(opened?.apiKey?.reveal()).toBe(key);
    const audited = await ctx.store.collection(auditEntries).find({});
    expect(audited).toMatchObject([{ action: 'model-vendor-put', subject: 'model-vendor:acme' }]);
    expect(JSON.stringify(audited)).not.toContain(key);
  });

  it('keeps the key when none is typed, and removes it for null', async () => {
    await putModelVendor(ctx, { ...vendor, apiKey: key });
    expect(await putModelVendor(ctx, { ...vendor, label: 'Renamed' })).toMatchObject({ hasKey: true });
    expect(await putModelVendor(ctx, { ...vendor, apiKey: null })).toMatchObject({ hasKey: false });
  });

  it('sends no stored key to another host', async () => {
    await putModelVendor(ctx, { ...vendor, apiKey: key });
    const elsewhere = { ...vendor, baseUrl: 'https://thief.example/v1' };
    await expect(putModelVendor(ctx, elsewhere)).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
    await expect(putModelVendor(ctx, { ...vendor, baseUrl: null })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    });
    expect(await putModelVendor(ctx, { ...elsewhere, apiKey: 'new' })).toMatchObject({ hasKey: true });
  });

  it('refuses a private address, and lets a name through that does not resolve yet', async () => {
    const fail = (code: 'ADDRESS_REFUSED' | 'UPSTREAM_FAILED') =>
      vi.mocked(ctx.screenAddress).mockRejectedValueOnce(new AppError(code, 'no'));
    fail('ADDRESS_REFUSED');
    await expect(putModelVendor(ctx, vendor)).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
    fail('UPSTREAM_FAILED');
    expect(await putModelVendor(ctx, vendor)).toMatchObject({ id: 'acme' });
  });

  it('is for administrators', async () => {
    const operator = { ...ctx, actor: { ...ctx.actor, role: 'operator' as const } };
    await expect(putModelVendor(operator, vendor)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('testModelVendor', () => {
  it('calls the vendor with its key and says that it answered', async () => {
    await putModelVendor(ctx, { ...vendor, apiKey: key, enabled: false });
    expect(await testModelVendor(ctx, { id: 'acme' })).toMatchObject({ ok: true, message: 'small answered' });
    const [called] = vi.mocked(ctx.callVendor).mock.calls[0] ?? [];
    expect(called?.apiKey?.reveal()).toBe(key);
  });

  it('answers what the vendor found wrong', async () => {
    await putModelVendor(ctx, vendor);
    vi.mocked(ctx.callVendor).mockRejectedValueOnce(new AppError('NOT_CONFIGURED', 'the key was refused'));
    expect(await testModelVendor(ctx, { id: 'acme' })).toMatchObject({
      ok: false,
      message: 'the key was refused',
    });
  });

  it('makes no call to a private address', async () => {
    await putModelVendor(ctx, vendor);
    vi.mocked(ctx.screenAddress).mockRejectedValueOnce(new AppError('ADDRESS_REFUSED', 'private'));
    await expect(testModelVendor(ctx, { id: 'acme' })).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
    expect(ctx.callVendor).not.toHaveBeenCalled();
  });
});

describe('deleteModelVendor', () => {
  it('removes the vendor, once', async () => {
    await putModelVendor(ctx, vendor);
    await deleteModelVendor(ctx, { id: 'acme' });
    expect(await listModelVendors(ctx)).toEqual({ items: [] });
    await expect(deleteModelVendor(ctx, { id: 'acme' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('listProviders', () => {
  it('answers what the market knows of each, to researchers and above', async () => {
    const { listProviders } = settingsHandlers(ctx);
    const nothing = { params: undefined, query: undefined, body: undefined };
    expect(await listProviders(ctx, nothing)).toEqual({ items: [{ id: 'tushare' }] });
    const viewer = { ...ctx, actor: { ...ctx.actor, role: 'viewer' as const } };
    await expect(async () => listProviders(viewer, nothing)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('marketSettings', () => {
  const read = (token: string | null = null) =>
    marketSettings({
      store: ctx.store,
      cipher,
      configuredKeys: { tushare: token === null ? null : new Secret(token) },
    });

  it('takes the stored key before the configured one', async () => {
    expect((await read('configured')).providers.tushare?.apiKey?.reveal()).toBe('configured');
    await putProvider(ctx, { id: 'tushare', enabled: true, apiKey: 'stored' });
    const { providers } = await read('configured');
    expect([providers.tushare?.enabled, providers.tushare?.apiKey?.reveal()]).toEqual([true, 'stored']);
  });

  it('has nothing for a provider nobody set up', async () => {
    expect(await read()).toEqual({ providers: {} });
    await expect(putProvider(ctx, { id: 'unknown', enabled: true })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
