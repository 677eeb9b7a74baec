import type { Redis, RedisOptions } from 'ioredis';
import { leaveSilent } from './leave-silent.ts';

/** A connection that waits for a Redis that is away, however long, together with all that a library duplicates from it. */
export interface PatientConnection {
  readonly connection: Redis;
  /** Ends them at once; commands still waiting are rejected. */
  disconnect(): void;
}

/** A worker waits up to 10 s for its next job. */
const patient: Partial<RedisOptions> = {
  maxRetriesPerRequest: null,
  commandTimeout: undefined,
  socketTimeout: 30_000,
};

/** For workers and subscriptions. Its faults are those of `redis`, which reports them. */
export function duplicatePatient(redis: Redis): PatientConnection {
  const made: Redis[] = [];
  const duplicate = (from: Redis, options?: Partial<RedisOptions>) => {
    const copy = leaveSilent(from.duplicate({ ...patient, ...options }));
    copy.on('error', () => {});
    made.push(copy);
    return copy;
  };
  const connection = duplicate(redis);
  connection.duplicate = (options) => duplicate(redis, options);
  return {
    connection,
    disconnect() {
      for (const each of made) each.disconnect();
    },
  };
}
