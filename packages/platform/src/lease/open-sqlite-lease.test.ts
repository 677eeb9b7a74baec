import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteDatabase } from '../sqlite/open-database.ts';
import { leaseConformance } from './lease.conformance.ts';
import { openSqliteLease } from './open-sqlite-lease.ts';

leaseConformance('sqlite', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sagacity-lease-'));
  const databases = [
    await openSqliteDatabase(join(directory, 'data.db')),
    await openSqliteDatabase(join(directory, 'data.db')),
  ] as const;
  const clients = [await openSqliteLease(databases[0]), await openSqliteLease(databases[1])] as const;
  return {
    clients,
    async close() {
      await Promise.all(clients.map((client) => client.close()));
      await Promise.all(databases.map((db) => db.close()));
      await rm(directory, { recursive: true });
    },
  };
});
