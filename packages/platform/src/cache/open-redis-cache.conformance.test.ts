import { describe, expect, it, vi } from 'vitest';
import { connectRedis } from '../redis/connect-redis.ts';
import { openTestRedis, withRedis } from '../redis/redis.conformance.ts';
import { cacheConformance } from './cache.conformance.ts';
import { openRedisCache } from './open-redis-cache.ts';

withRedis(() => {
  cacheConformance('redis', async () => {
    const redis = openTestRedis();
    const cache = openRedisCache(redis.main, redis);
    return {
      cache,
      async close() {
        await cache.close();
        await redis.close();
      },
    };
  });

  describe('cache: two processes on one redis', () => {
    it('shares values and hears of deletions', async () => {
      const redis = openTestRedis();
      const [here, there] = [openRedisCache(redis.main, redis), openRedisCache(redis.other, redis)];
      const get = (cache: typeof here, value: string) =>
        cache.getOrSet('key', async () => value, { ttlMs: 60_000 });
      expect(await get(here, 'first')).toBe('first');
      expect(await get(there, 'second')).toBe('first');
      await vi.waitFor(async () => {
        await here.delete('key');
        expect(await get(there, 'third')).toBe('third');
      });
      await Promise.all([here.close(), there.close()]);
      await redis.close();
    });
  });

  it('tells only its own installation of deletions', async () => {
    const redis = openTestRedis();
    const heard: string[] = [];
    const listener = redis.other.duplicate();
    await listener.psubscribe('*');
    listener.on('pmessage', (_pattern, channel: string) => heard.push(channel));
    const cache = openRedisCache(redis.main, redis);
    await cache.getOrSet('key', async () => 1, { ttlMs: 60_000 });
    await vi.waitFor(async () => {
      await cache.delete('key');
      expect(heard.filter((channel) => channel.startsWith(`${redis.prefix}:`))).not.toEqual([]);
    });
    expect(heard.filter((channel) => channel.startsWith('bentocache'))).toEqual([]);
    listener.disconnect();
    await cache.close();
    await redis.close();
  });

  it('works from the factory when Redis is away, and its ping says so', async () => {
    const nowhere = connectRedis('redis://127.0.0.1:1');
    const cache = openRedisCache(nowhere);
    expect(await cache.getOrSet('key', async () => 1, { ttlMs: 60_000 })).toBe(1);
    expect(await cache.getOrSet('key', async () => 2, { ttlMs: 60_000 })).toBe(1);
    await cache.delete('key');
    expect(await cache.getOrSet('key', async () => 3, { ttlMs: 60_000 })).toBe(3);
    await expect(cache.ping(100)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await cache.close();
    nowhere.disconnect();
  });
});
