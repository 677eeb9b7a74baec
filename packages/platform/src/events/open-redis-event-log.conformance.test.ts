import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
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

  const openOne = () => {
    const redis = openTestRedis();
    const log = openRedisEventLog(redis.main, redis);
    onTestFinished(async () => {
      await log.close();
      await redis.close();
    });
    return { ...redis, log };
  };

  it('adds a call once whose answer was lost, however long Redis stays away, and keeps nothing of answered ones', async () => {
    const { log, main, other, prefix } = openOne();
    const calls = () => other.keys(`${prefix}:event-call:*`);
    for (let n = 0; n < 20; n++) await log.append('s', n);
    expect((await calls()).length).toBeLessThanOrEqual(1);
    const evalsha = main.evalsha.bind(main);
    vi.spyOn(main, 'evalsha').mockImplementationOnce(async (...args: Parameters<typeof evalsha>) => {
      await evalsha(...args);
      throw new Error('Connection is closed.');
    });
    await expect(log.append('s', 20, 'the-call')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    const day = 86_400;
    expect(await other.ttl(`${prefix}:event-call:the-call`)).toBeGreaterThan(6 * day);
    const { offset } = await log.append('s', 20, 'the-call');
    expect((await log.read<number>('s', null, 100)).map(({ event }) => event)).toEqual(
      Array.from({ length: 21 }, (_, n) => n),
    );
    expect((await log.read('s', null, 100)).at(-1)?.offset).toBe(offset);
    for (let n = 0; n < 2; n++) await log.append('s', n);
    expect((await calls()).length).toBe(1);
  });

  it('forgets an emptied stream a week after it was emptied, however often it is trimmed, and stops when told to', async () => {
    const { log, other, prefix } = openOne();
    await log.append('s', 1);
    const future = new Date(Date.now() + 60_000).toISOString();
    expect(await log.trim(future, AbortSignal.abort())).toBe(0);
    expect(await log.trim(future)).toBe(1);
    await other.expire(`${prefix}:events:s`, 100);
    expect(await log.trim(future)).toBe(0);
    expect(await other.ttl(`${prefix}:events:s`)).toBeLessThanOrEqual(100);
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
