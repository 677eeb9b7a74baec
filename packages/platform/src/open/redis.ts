import type { Secret } from '@sagacity/kernel';
import { openRedisCache } from '../cache/open-redis-cache.ts';
import { countAlone } from '../counters/count-alone.ts';
import { openMemoryCounters } from '../counters/open-memory-counters.ts';
import { openRedisCounters } from '../counters/open-redis-counters.ts';
import { keepUnsent } from '../events/keep-unsent.ts';
import { openRedisEventLog } from '../events/open-redis-event-log.ts';
import { openRedisLease } from '../lease/open-redis-lease.ts';
import { openBullmqJobQueue } from '../queue/open-bullmq-job-queue.ts';
import { connectRedis } from '../redis/connect-redis.ts';
import { reportTo } from './embedded.ts';
import type { Coordination, OpenOptions } from './port.ts';

/** Queue, cache, events, leases and counters on Redis, which several processes share. */
export async function openRedisCoordination(url: Secret, { clock, log }: OpenOptions): Promise<Coordination> {
  const onError = reportTo(log, 'connection to Redis');
  const redis = connectRedis(url.reveal(), { onError });
  const queue = openBullmqJobQueue(redis, { clock, onError: reportTo(log, 'queue') });
  const cache = openRedisCache(redis);
  const events = keepUnsent(openRedisEventLog(redis), { clock, onError: reportTo(log, 'event log') });
  const lease = openRedisLease(redis);
  const counters = countAlone(openRedisCounters(redis), openMemoryCounters(clock), clock);
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
      await redis.quit().catch(() => redis.disconnect());
    },
  };
}
