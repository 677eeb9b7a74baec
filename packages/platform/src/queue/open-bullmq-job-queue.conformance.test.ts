import { join } from 'node:path';
import { openTestRedis, withRedis } from '../redis/redis.conformance.ts';
import { jobQueueKillConformance } from './kill.conformance.ts';
import { openBullmqJobQueue } from './open-bullmq-job-queue.ts';
import { jobQueueConformance } from './queue.conformance.ts';

withRedis((url) => {
  jobQueueConformance('bullmq', async () => {
    const redis = openTestRedis();
    const clients = [openBullmqJobQueue(redis.main, redis), openBullmqJobQueue(redis.other, redis)] as const;
    return {
      clients,
      async close() {
        await Promise.all(clients.map((client) => client.close()));
        await redis.close();
      },
    };
  });

  jobQueueKillConformance('bullmq', async () => {
    const redis = openTestRedis();
    const queue = openBullmqJobQueue(redis.main, redis);
    return {
      queue,
      program: [join(import.meta.dirname, 'bullmq-worker.fixture.ts'), url, redis.prefix],
      async close() {
        await queue.close();
        await redis.close();
      },
    };
  });
});
