import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, systemClock } from '@sagacity/kernel';
import { silentLog } from '@sagacity/platform/log/index';
import { openSqliteDatabase } from '@sagacity/platform/sqlite/open-database';
import type { Store } from '@sagacity/platform/store/port';
import { openSqliteStore } from '@sagacity/platform/store/sqlite/open-store';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { auditEntries } from '../audit/index.ts';
import { loadConfig } from '../config.ts';
import { command } from '../context.ts';
import { createAuthenticator } from './authenticator.ts';
import { accountSections } from './config.ts';
import { createAccount } from './create-account.ts';
import { accounts, sessions } from './documents.ts';
import { accountEntities } from './index.ts';
import { resetPassword } from './reset-password.ts';
import type { AccountCtx } from './services.ts';
import { signIn } from './sign-in.ts';
import { updateAccount } from './update-account.ts';

const admin = { ...command('test'), role: 'admin' as const };
let ctx: AccountCtx;
let close: () => Promise<void>;
beforeEach(async () => {
  const directory = mkdtempSync(join(tmpdir(), 'sign-in-'));
  const config = loadConfig({ directory, environment: {} });
  const database = await openSqliteDatabase(join(directory, 'test.db'));
  const store = openSqliteStore({ database, clock: systemClock, onSweepFailed: () => {} });
  await store.ensure([...accountEntities, auditEntries]);
  ctx = {
    store,
    clock: systemClock,
    log: silentLog,
    newId: (prefix) => newId(prefix),
    actor: admin,
    requestId: 'test',
    address: null,
    ...accountSections.of(config),
    refreshKeys: [Buffer.alloc(32, 1)],
    signAccessToken: ({ sessionId }) => sessionId,
    authenticator: createAuthenticator(),
  };
  close = async () => {
    await store.close();
    await database.close();
    rmSync(directory, { recursive: true });
  };
});
afterEach(() => close());

/** The store, where `meanwhile` happens once right after the account was read. */
function interrupted(store: Store, meanwhile: () => Promise<unknown>): Store {
  let waiting: (() => Promise<unknown>) | null = meanwhile;
  const collection: Store['collection'] = (entity) => {
    const found = store.collection(entity);
    if (entity.name !== accounts.name) return found;
    return {
      ...found,
      findOne: async (...asked) => {
        const read = await found.findOne(...asked);
        const now = waiting;
        waiting = null;
        await now?.();
        return read;
      },
    };
  };
  return { ...store, collection };
}

it.each([
  ['reset', (id: string) => resetPassword(ctx, { id })],
  ['disabled', (id: string) => updateAccount(ctx, { id, disabled: true })],
])('opens no session with what was right before the account was %s', async (_what, meanwhile) => {
  const { account, oneTimePassword } = await createAccount(ctx, { name: 'ada', role: 'viewer' });
  const store = interrupted(ctx.store, () => meanwhile(account.id));
  const asked = { name: 'ada', password: oneTimePassword, userAgent: 'test' };
  await expect(signIn({ ...ctx, store }, asked)).rejects.toMatchObject({ code: 'CREDENTIALS_REJECTED' });
  expect(await ctx.store.collection(sessions).count({ revokedAt: null })).toBe(0);
  expect(await ctx.store.collection(auditEntries).count({ action: 'sign-in-failed' })).toBe(1);
});

it('opens a session with the password of an account', async () => {
  const { account, oneTimePassword } = await createAccount(ctx, { name: 'ada', role: 'viewer' });
  await signIn(ctx, { name: 'ada', password: oneTimePassword, userAgent: 'test' });
  expect(await ctx.store.collection(sessions).count({ accountId: account.id, revokedAt: null })).toBe(1);
});
