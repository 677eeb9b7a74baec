import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteDatabase } from '../sqlite/open-database.ts';
import { barStoreConformance } from './bars.conformance.ts';
import { openSqliteBarStore } from './open-sqlite-bar-store.ts';

barStoreConformance('sqlite', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sagacity-bars-'));
  const db = await openSqliteDatabase(join(directory, 'data.db'));
  return {
    bars: await openSqliteBarStore(db),
    async close() {
      await db.close();
      await rm(directory, { recursive: true });
    },
  };
});
