import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { openSqliteDatabase } from '../../sqlite/open-database.ts';
import { defineEntity } from '../port.ts';
import { storeConformance } from '../store.conformance.ts';
import { openSqliteStore } from './open-store.ts';

storeConformance('sqlite', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sagacity-store-'));
  const database = await openSqliteDatabase(join(directory, 'store.db'));
  const onSweepFailed = (error: unknown) => {
    throw error;
  };
  const store = openSqliteStore({ database, sweepEveryMs: 20, onSweepFailed });
  return {
    store,
    namesTheInserter: true,
    expiryWithinMs: 2_000,
    async close() {
      await store.close();
      await database.close();
      await rm(directory, { recursive: true });
    },
  };
});

it('gives each job to one claim when two openings of one file compete', async () => {
  const jobs = defineEntity({
    name: 'jobs',
    schema: z.object({ _id: z.string(), state: z.string() }),
    indexes: [{ keys: { state: 1 } }],
  });
  const directory = await mkdtemp(join(tmpdir(), 'sagacity-store-'));
  const path = join(directory, 'shared.db');
  const databases = await Promise.all([openSqliteDatabase(path), openSqliteDatabase(path)]);
  const stores = databases.map((database) => openSqliteStore({ database, onSweepFailed: () => undefined }));
  await Promise.all(stores.map((store) => store.ensure([jobs])));
  const rows = Array.from({ length: 60 }, (_, i) => ({ _id: `j${i}`, state: 'queued' }));
  await stores[0]?.collection(jobs).insertMany(rows);
  const claim = (i: number) =>
    stores[i % 2]?.collection(jobs).findOneAndUpdate({ state: 'queued' }, { $set: { state: `w${i}` } });
  const claims = await Promise.all(Array.from({ length: 61 }, (_, i) => claim(i)));
  expect(new Set(claims.map((row) => row?._id)).size).toBe(61);
  await Promise.all([...stores, ...databases].map((opened) => opened.close()));
  await rm(directory, { recursive: true });
});
