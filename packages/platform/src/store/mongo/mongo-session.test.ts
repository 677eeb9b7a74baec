import { systemClock } from '@sagacity/kernel';
import type { Db, MongoClient } from 'mongodb';
import { expect, it } from 'vitest';
import { sessionOutside } from './mongo-session.ts';

const retry = { what: 'test', deadlineMs: 1_000, clock: systemClock, connect: async () => {} };
// A read asks neither: it hands its options to the work.
const session = sessionOutside({} as MongoClient, {} as Db, retry);

it('reads from another member while there is no primary, unless the read must be fresh', async () => {
  const preferenceOf = (fresh: boolean) =>
    session.read(fresh, async ({ readPreference }) => readPreference ?? null);
  expect([await preferenceOf(false), await preferenceOf(true)]).toEqual(['primaryPreferred', 'primary']);
});
