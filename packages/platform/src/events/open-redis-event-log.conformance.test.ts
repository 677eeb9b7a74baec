import { join } from 'node:path';
import { openTestRedis, withRedis } from '../redis/redis.conformance.ts';
import { eventLogConformance } from './events.conformance.ts';
import { eventLogKillConformance } from './kill.conformance.ts';
import { openRedisEventLog } from './open-redis-event-log.ts';

withRedis((url) => {
  eventLogConformance('redis', async () => {
    const redis = openTestRedis();
    const clients = [openRedisEventLog(redis.main, redis), openRedisEventLog(redis.other, redis)] as const;
    return {
      clients,
      async close() {
        await Promise.all(clients.map((client) => client.close()));
        await redis.close();
      },
    };
  });

  eventLogKillConformance('redis', async () => {
    const redis = openTestRedis();
    const log = openRedisEventLog(redis.main, redis);
    return {
      log,
      program: [join(import.meta.dirname, 'redis-appender.fixture.ts'), url, redis.prefix],
      async close() {
        await log.close();
        await redis.close();
      },
    };
  });
});
