import { expect, it } from 'vitest';
import { openTestRedis, withRedis } from '../redis/redis.conformance.ts';
import { leaseConformance } from './lease.conformance.ts';
import { openRedisLease } from './open-redis-lease.ts';

withRedis(() => {
  it('forgets a name that nobody takes, and still gives a larger token then', async () => {
    const redis = openTestRedis();
    const lease = openRedisLease(redis.main, redis);
    const first = await lease.acquire('once', 60_000);
    await first!.release();
    const keys = await redis.other.keys(`${redis.prefix}:*`);
    for (const key of keys) expect(await redis.other.ttl(key)).toBeGreaterThan(0);
    await redis.other.del(...keys); // as their expiry does
    const second = await lease.acquire('once', 60_000);
    expect(second!.fencingToken).toBeGreaterThan(first!.fencingToken);
    await lease.close();
    await redis.close();
  });

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
  });
});
