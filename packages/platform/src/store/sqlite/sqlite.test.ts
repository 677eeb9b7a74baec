import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteDatabase } from '../../sqlite/open-database.ts';
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
    expiryWithinMs: 2_000,
    async close() {
      await store.close();
      await database.close();
      await rm(directory, { recursive: true });
    },
  };
});
