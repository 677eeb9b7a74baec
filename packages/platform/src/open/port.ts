import type { Clock } from '@sagacity/kernel';
import type { BarStore } from '../bars/port.ts';
import type { Blobs } from '../blobs/port.ts';
import type { Cache } from '../cache/port.ts';
import type { Counters } from '../counters/port.ts';
import type { EventLog } from '../events/port.ts';
import type { Lease } from '../lease/port.ts';
import type { Log } from '../log/log.ts';
import type { JobQueue } from '../queue/port.ts';
import type { Store } from '../store/port.ts';

export interface OpenOptions {
  readonly clock: Clock;
  readonly log: Log;
}

/** Documents and bars. */
export interface Documents {
  readonly store: Store;
  readonly bars: BarStore;
  close(): Promise<void>;
}

/** What processes share besides documents. */
export interface Coordination {
  readonly queue: JobQueue;
  readonly cache: Cache;
  readonly events: EventLog;
  readonly lease: Lease;
  readonly counters: Counters;
  close(): Promise<void>;
}

/** The eight ports, opened. */
export interface Platform extends Omit<Documents, 'close'>, Omit<Coordination, 'close'> {
  readonly blobs: Blobs;
  /** Closes in the opposite order of opening. */
  close(): Promise<void>;
}
