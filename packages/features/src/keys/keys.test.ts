import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, Secret, systemClock } from '@sagacity/kernel';
import { createCipher } from '@sagacity/platform/crypto/cipher';
import { silentLog } from '@sagacity/platform/log/silent-log';
import { openSqliteDatabase } from '@sagacity/platform/sqlite/open-database';
import { openSqliteStore } from '@sagacity/platform/store/sqlite/open-store';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { auditEntries } from '../audit/documents.ts';
import { type Ctx, command } from '../context.ts';
import {
  marketProviders,
  modelVendors,
  providerContext,
  settingsEntities,
  vendorContext,
} from '../settings/documents.ts';
import { refuseOtherKey } from './refuse-other-key.ts';
import { resealKeys } from './reseal-keys.ts';

const [before, after] = [new Secret('b'.repeat(40)), new Secret('a'.repeat(40))];
const rejected = (text: string) => ({ code: 'SECRET_REJECTED', message: expect.stringContaining(text) });

let ctx: Ctx;
let close: () => Promise<void>;
beforeEach(async () => {
  const directory = mkdtempSync(join(tmpdir(), 'keys-'));
  const database = await openSqliteDatabase(join(directory, 'test.db'));
  const store = openSqliteStore({ database, onSweepFailed: () => {} });
  await store.ensure([...settingsEntities, auditEntries]);
  ctx = {
    actor: command('tester'),
    requestId: 'test',
    address: null,
    clock: systemClock,
    log: silentLog,
    newId: (prefix) => newId(prefix),
    store,
  };
  close = async () => {
    await store.close();
    await database.close();
    rmSync(directory, { recursive: true });
  };
});
afterEach(() => close());

async function storeKeys(key: Secret): Promise<void> {
  const cipher = createCipher(key);
  const vendor = {
    kind: 'openai-compatible' as const,
    label: 'Acme',
    baseUrl: null,
    enabled: true,
    models: [],
  };
  const sealed = (context: string) => cipher.seal(new Secret('sk-1'), context);
  await ctx.store
    .collection(modelVendors)
    .insertOne({ _id: 'acme', ...vendor, sealedKey: sealed(vendorContext('acme')) });
  await ctx.store
    .collection(marketProviders)
    .insertOne({ _id: 'tushare', enabled: true, sealedKey: sealed(providerContext('tushare')) });
}
const start = (...keys: [Secret, ...Secret[]]) => refuseOtherKey(ctx.store, createCipher(...keys));

it('refuses to start with a key that does not open what is stored, also by a version that knew no check', async () => {
  await storeKeys(before);
  await expect(start(after)).rejects.toMatchObject(rejected('Put that key back'));
  await start(before);
});

it('remembers the key of a store without vendor keys, so that another one is noticed at the next start', async () => {
  await start(before);
  await start(before);
  await expect(start(after)).rejects.toMatchObject(rejected('key reseal --forget'));
  await start(after, before);
});

it('seals everything under the new key, after which the old one can go', async () => {
  await storeKeys(before);
  await start(before);
  expect(await resealKeys(ctx, [after, before], { forget: false })).toEqual({ resealed: 2, forgotten: [] });
  expect(await resealKeys(ctx, [after, before], { forget: false })).toEqual({ resealed: 0, forgotten: [] });
  await start(after);
  const vendor = await ctx.store.collection(modelVendors).findOne({ _id: 'acme' });
  expect(
    createCipher(after)
      .open(vendor?.sealedKey ?? '', vendorContext('acme'))
      .reveal(),
  ).toBe('sk-1');
  await expect(start(before)).rejects.toMatchObject(rejected('Put that key back'));
});

it('forgets what a lost key had sealed only when it is asked to', async () => {
  await storeKeys(before);
  await start(before);
  await expect(resealKeys(ctx, [after], { forget: false })).rejects.toMatchObject(
    rejected('nothing was changed'),
  );
  const { forgotten } = await resealKeys(ctx, [after], { forget: true });
  expect(forgotten).toEqual(['model-vendor:acme', 'market-provider:tushare']);
  expect(await ctx.store.collection(modelVendors).findOne({ _id: 'acme' })).toMatchObject({
    sealedKey: null,
  });
  await start(after);
});
