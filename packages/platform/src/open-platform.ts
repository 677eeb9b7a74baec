import { join } from 'node:path';
import type { Clock } from '@sagacity/kernel';
import { openSqliteBarStore } from './bars/open-sqlite-bar-store.ts';
import type { BarStore } from './bars/port.ts';
import { openDirectoryBlobs } from './blobs/open-directory-blobs.ts';
import type { Blobs } from './blobs/port.ts';
import { openMemoryCache } from './cache/open-memory-cache.ts';
import type { Cache } from './cache/port.ts';
import type { Config } from './config/index.ts';
import { openSqliteEventLog } from './events/open-sqlite-event-log.ts';
import type { EventLog } from './events/port.ts';
import { openSqliteLease } from './lease/open-sqlite-lease.ts';
import type { Lease } from './lease/port.ts';
import type { Log } from './log/log.ts';
import { openSqliteJobQueue } from './queue/open-sqlite-job-queue.ts';
import type { JobQueue } from './queue/port.ts';
import { openSqliteDatabase } from './sqlite/open-database.ts';
import type { Store } from './store/port.ts';
import { openSqliteStore } from './store/sqlite/open-store.ts';

/** The seven ports, opened. */
export interface Platform {
  readonly store: Store;
  readonly bars: BarStore;
  readonly queue: JobQueue;
  readonly cache: Cache;
  readonly events: EventLog;
  readonly lease: Lease;
  readonly blobs: Blobs;
  /** Closes in the opposite order of opening. */
  close(): Promise<void>;
}

/** Opens every port as the configuration says. */
export async function openPlatform(
  config: Config,
  { clock, log }: { clock: Clock; log: Log },
): Promise<Platform> {
  const onError = (error: unknown) => log.error({ error }, 'background work on the data file failed');
  const database = await openSqliteDatabase(join(config.dataDir, 'sagacity.db'), { clock });
  const store = openSqliteStore({ database, clock, onSweepFailed: onError });
  const bars = await openSqliteBarStore(database);
  const queue = await openSqliteJobQueue(database, { clock, onError });
  const cache = openMemoryCache();
  const events = await openSqliteEventLog(database, { clock });
  const lease = await openSqliteLease(database, { clock });
  const blobs = await openDirectoryBlobs(join(config.dataDir, 'blobs'));
  return {
    store,
    bars,
    queue,
    cache,
    events,
    lease,
    blobs,
    async close() {
      await queue.close();
      await events.close();
      await lease.close();
      await cache.close();
      await store.close();
      await database.close();
    },
  };
}
