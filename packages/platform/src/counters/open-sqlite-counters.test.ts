import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteDatabase } from '../sqlite/open-database.ts';
import { countersConformance } from './counters.conformance.ts';
import { openSqliteCounters } from './open-sqlite-counters.ts';

countersConformance('sqlite', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sagacity-counters-'));
  const databases = [
    await openSqliteDatabase(join(directory, 'data.db')),
    await openSqliteDatabase(join(directory, 'data.db')),
  ] as const;
  return {
    clients: [await openSqliteCounters(databases[0]), await openSqliteCounters(databases[1])],
    async close() {
      await Promise.all(databases.map((db) => db.close()));
      await rm(directory, { recursive: true });
    },
  };
});
