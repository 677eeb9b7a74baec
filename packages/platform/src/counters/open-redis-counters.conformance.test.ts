import { openTestRedis, withRedis } from '../redis/redis.conformance.ts';
import { countersConformance } from './counters.conformance.ts';
import { openRedisCounters } from './open-redis-counters.ts';

withRedis(() => {
  countersConformance('redis', async () => {
    const redis = openTestRedis();
    return {
      clients: [openRedisCounters(redis.main, redis), openRedisCounters(redis.other, redis)],
      close: () => redis.close(),
    };
  });
});
