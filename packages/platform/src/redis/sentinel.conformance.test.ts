import { hasRedisServer } from '@sagacity/testkit/own-redis';
import { afterAll, beforeAll, describe } from 'vitest';
import { cacheConformance } from '../cache/cache.conformance.ts';
import { openRedisCache } from '../cache/open-redis-cache.ts';
import { eventLogConformance } from '../events/events.conformance.ts';
import { openRedisEventLog } from '../events/open-redis-event-log.ts';
import { leaseConformance } from '../lease/lease.conformance.ts';
import { openRedisLease } from '../lease/open-redis-lease.ts';
import { openBullmqJobQueue } from '../queue/open-bullmq-job-queue.ts';
import { jobQueueConformance } from '../queue/queue.conformance.ts';
import { openTestRedis } from './redis.conformance.ts';
import { type Sentinels, startSentinels } from './sentinels.conformance.ts';

const suite = hasRedisServer || process.env.CI ? describe : describe.skip;

suite('through sentinels (needs redis-server)', () => {
  let sentinels: Sentinels;
  beforeAll(async () => {
    sentinels = await startSentinels();
  });
  afterAll(() => sentinels?.stop());

  type Opened = ReturnType<typeof openTestRedis>;
  const two =
    <C extends { close(): Promise<void> }>(open: (redis: Opened['main'], options: Opened) => C) =>
    async () => {
      const redis = openTestRedis(sentinels.url);
      const clients = [open(redis.main, redis), open(redis.other, redis)] as const;
      return {
        clients,
        cache: clients[0],
        async close() {
          await Promise.all(clients.map((client) => client.close()));
          await redis.close();
        },
      };
    };
  jobQueueConformance('bullmq, sentinels', two(openBullmqJobQueue));
  eventLogConformance('redis, sentinels', two(openRedisEventLog));
  leaseConformance('redis, sentinels', two(openRedisLease));
  cacheConformance('redis, sentinels', two(openRedisCache));
});
