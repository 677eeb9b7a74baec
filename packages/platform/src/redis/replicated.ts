import type { Redis } from 'ioredis';
import { LastingRedis } from './lasting-redis.ts';

/** A replica that serves answers within a round trip; the connection is kept waiting no longer than this. */
const limitMs = 500;

/**
 * Runs `work`, writes on `redis`, and behind sentinels resolves only when a replica has them: an acknowledged write then survives the
 * master (WAIT 1; the sentinels promote who has the most). `work` must bear being done again: when the connection changed before the
 * replica's answer, nobody knows which master took it. Throws when no replica answers in time.
 */
export async function replicated<R>(redis: Redis, work: () => Promise<R>): Promise<R> {
  if (!(redis instanceof LastingRedis)) return work();
  for (;;) {
    const { connections } = redis;
    const result = await work();
    const copies = await redis.wait(1, limitMs);
    if (redis.connections !== connections) continue;
    if (copies > 0) return result;
    throw new Error(`no replica took the write within ${limitMs} ms`);
  }
}
