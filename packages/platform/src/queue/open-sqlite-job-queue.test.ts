import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteDatabase } from '../sqlite/open-database.ts';
import { jobQueueKillConformance } from './kill.conformance.ts';
import { openSqliteJobQueue } from './open-sqlite-job-queue.ts';
import { jobQueueConformance } from './queue.conformance.ts';

jobQueueConformance('sqlite', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sagacity-queue-'));
  const databases = [
    await openSqliteDatabase(join(directory, 'data.db')),
    await openSqliteDatabase(join(directory, 'data.db')),
  ] as const;
  const clients = [await openSqliteJobQueue(databases[0]), await openSqliteJobQueue(databases[1])] as const;
  return {
    clients,
    async close() {
      await Promise.all(clients.map((client) => client.close()));
      await Promise.all(databases.map((db) => db.close()));
      await rm(directory, { recursive: true });
    },
  };
});

jobQueueKillConformance('sqlite', async (directory) => {
  const path = join(directory, 'data.db');
  const db = await openSqliteDatabase(path);
  const queue = await openSqliteJobQueue(db);
  return {
    queue,
    program: [join(import.meta.dirname, 'sqlite-worker.fixture.ts'), path],
    async close() {
      await queue.close();
      await db.close();
    },
  };
});
