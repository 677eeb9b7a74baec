import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteDatabase } from '../sqlite/open-database.ts';
import { eventLogConformance } from './events.conformance.ts';
import { eventLogKillConformance } from './kill.conformance.ts';
import { openSqliteEventLog } from './open-sqlite-event-log.ts';

eventLogConformance('sqlite', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sagacity-events-'));
  const databases = [
    await openSqliteDatabase(join(directory, 'data.db')),
    await openSqliteDatabase(join(directory, 'data.db')),
  ] as const;
  const clients = [await openSqliteEventLog(databases[0]), await openSqliteEventLog(databases[1])] as const;
  return {
    clients,
    async close() {
      await Promise.all(clients.map((client) => client.close()));
      await Promise.all(databases.map((db) => db.close()));
      await rm(directory, { recursive: true });
    },
  };
});

eventLogKillConformance('sqlite', async (directory) => {
  const path = join(directory, 'data.db');
  const db = await openSqliteDatabase(path);
  const log = await openSqliteEventLog(db);
  return {
    log,
    program: [join(import.meta.dirname, 'sqlite-appender.fixture.ts'), path],
    async close() {
      await log.close();
      await db.close();
    },
  };
});
