import { openTestRedis, withRedis } from '../redis/redis.conformance.ts';
import { leaseConformance } from './lease.conformance.ts';
import { openRedisLease } from './open-redis-lease.ts';

withRedis(() =>
  leaseConformance('redis', async () => {
    const redis = openTestRedis();
    const clients = [openRedisLease(redis.main, redis), openRedisLease(redis.other, redis)] as const;
    return {
      clients,
      async close() {
        await Promise.all(clients.map((client) => client.close()));
        await redis.close();
      },
    };
  }),
);
