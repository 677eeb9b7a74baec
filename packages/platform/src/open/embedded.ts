import { openSqliteBarStore } from '../bars/open-sqlite-bar-store.ts';
import { openMemoryCache } from '../cache/open-memory-cache.ts';
import { openSqliteCounters } from '../counters/open-sqlite-counters.ts';
import { openSqliteEventLog } from '../events/open-sqlite-event-log.ts';
import { openSqliteLease } from '../lease/open-sqlite-lease.ts';
import type { Log } from '../log/log.ts';
import { openSqliteJobQueue } from '../queue/open-sqlite-job-queue.ts';
import type { SqliteDatabase } from '../sqlite/open-database.ts';
import { openSqliteStore } from '../store/sqlite/open-store.ts';
import type { Coordination, Documents, OpenOptions } from './port.ts';

export const reportTo = (log: Log, what: string) => (error: unknown) =>
  log.error({ error }, `background work of the ${what} failed; it goes on`);

/** Documents and bars in the data file. */
export async function openEmbeddedDocuments(
  database: SqliteDatabase,
  { clock, log }: OpenOptions,
): Promise<Documents> {
  const store = openSqliteStore({ database, clock, onSweepFailed: reportTo(log, 'store') });
  const bars = await openSqliteBarStore(database);
  return { store, bars, close: () => store.close() };
}

/** Queue, events, leases and counters in the data file, the cache in memory. */
export async function openEmbeddedCoordination(
  database: SqliteDatabase,
  { clock, log }: OpenOptions,
): Promise<Coordination> {
  const queue = await openSqliteJobQueue(database, { clock, onError: reportTo(log, 'queue') });
  const cache = openMemoryCache();
  const events = await openSqliteEventLog(database, { clock });
  const lease = await openSqliteLease(database, { clock });
  const counters = await openSqliteCounters(database, { clock });
  return {
    queue,
    cache,
    events,
    lease,
    counters,
    async close() {
      await queue.close();
      await events.close();
      await lease.close();
      await cache.close();
    },
  };
}
