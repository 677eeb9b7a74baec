import { randomUUID } from 'node:crypto';
import { newId, Secret, systemClock } from '@sagacity/kernel';
import { silentLog } from '@sagacity/platform/log/index';
import { openMongoStore } from '@sagacity/platform/store/mongo/open-store';
import { describe, expect, it } from 'vitest';
import { command } from '../context.ts';
import { entities } from '../declared.ts';
import { accounts } from './documents.ts';
import { ensureFirstAdmin } from './ensure-first-admin.ts';

const uri = process.env.MONGODB_URI;
if (!uri && process.env.CI) throw new Error('MONGODB_URI is not set; start a MongoDB and name it');

/** As replicas do that start together: everything the program keeps, then the first account. */
async function startOne(database: string, password: Secret | null) {
  const store = openMongoStore({ uri: new Secret(uri as string), database });
  const base = { clock: systemClock, log: silentLog, store, newId: (prefix: string) => newId(prefix) };
  const close = () => store.close();
  await store.ensure(entities);
  const made = await ensureFirstAdmin(
    { ...base, actor: command('tester'), requestId: 'start', address: null },
    password,
  );
  return { store, made, close };
}

describe.skipIf(!uri)('replicas that start together on an empty MongoDB (MONGODB_URI)', () => {
  it('agree on one first account, and only its maker has the password', async () => {
    for (const password of [null, new Secret('given-by-the-operator')]) {
      const database = `starts_${randomUUID().slice(0, 8)}`;
      const starts = await Promise.all(Array.from({ length: 6 }, () => startOne(database, password)));
      expect(starts.filter(({ made }) => made !== null)).toHaveLength(1);
      expect(await starts[0]!.store.collection(accounts).find({})).toHaveLength(1);
      await Promise.all(starts.map(({ close }) => close()));
    }
  });
});
