import { setTimeout as pause } from 'node:timers/promises';
import { hasRedisServer, ownRedis } from '@sagacity/testkit/own-redis';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openRedisCache } from '../cache/open-redis-cache.ts';
import { openRedisEventLog } from '../events/open-redis-event-log.ts';
import { openBullmqJobQueue } from '../queue/open-bullmq-job-queue.ts';
import { connectRedis } from './connect-redis.ts';

const suite = hasRedisServer || process.env.CI ? describe : describe.skip;
const slow = { timeout: 30_000, interval: 100 };
const full = { code: 'STORE_UNAVAILABLE', message: expect.stringContaining('Redis refuses (OOM') };
const leaseMs = 1_000;
const jobOf = (id: string) => ({ queue: 'runs', id, payload: null, ownerId: 'ann' });

/** Two processes with one Redis, which has no memory left from `fill` to `empty`. */
async function openRedisToFill() {
  const server = await ownRedis({ lines: ['maxmemory-policy noeviction'] });
  await server.start();
  const open = () => {
    const redis = connectRedis(server.url);
    return { redis, queue: openBullmqJobQueue(redis), log: openRedisEventLog(redis, { pollMs: 200 }) };
  };
  const [one, other] = [open(), open()];
  const cache = openRedisCache(one.redis);
  onTestFinished(async () => {
    for (const { queue, log } of [one, other]) await Promise.all([queue.close(), log.close()]);
    await cache.close();
    for (const { redis } of [one, other]) redis.disconnect();
    await server.stop();
  });
  await vi.waitFor(() => Promise.all([one.redis.ping(), other.redis.ping()]), slow);
  return {
    ...one,
    other,
    cache,
    fill: () => one.redis.config('SET', 'maxmemory', '1mb'),
    nearlyFill: async () => {
      const used = Number(/^used_memory:(\d+)/m.exec(await one.redis.info('memory'))?.[1]);
      await one.redis.config('SET', 'maxmemory', Math.floor(used / 0.9));
    },
    empty: () => one.redis.config('SET', 'maxmemory', '0'),
  };
}

suite('a Redis without memory (needs redis-server)', () => {
  it('is told of before it refuses, and gives up events when it does', async () => {
    const { log, fill, nearlyFill, empty } = await openRedisToFill();
    const appended = [await log.append('s', 1), await log.append('s', 2), await log.append('s', 3)];
    expect(await log.ping(1_000)).toBeNull();
    await nearlyFill();
    expect(await log.ping(1_000)).toMatch(/^Redis uses (8[6-9]|9\d) % of its \d+ MB, .* give it more/);
    await fill();
    await log.removeEvents('s', [appended[0]!.offset]);
    expect(await log.trim(appended[2]!.at)).toBeGreaterThanOrEqual(0);
    expect((await log.read<number>('s', null, 10)).at(-1)?.event).toBe(3);
    await empty();
    expect(await log.ping(1_000)).toBeNull();
  });

  it('is down for all who need it, and refuses instead of forgetting', async () => {
    const { queue, log, cache, fill, empty } = await openRedisToFill();
    await queue.enqueue(jobOf('before'));
    await fill();
    await expect(queue.ping(1_000)).rejects.toMatchObject(full);
    await expect(log.ping(1_000)).rejects.toMatchObject(full);
    await expect(cache.ping(1_000)).rejects.toMatchObject(full);
    await expect(queue.enqueue(jobOf('after'))).rejects.toMatchObject(full);
    await expect(log.append('s', { n: 1 })).rejects.toMatchObject(full);
    expect(await queue.counts('runs')).toMatchObject({ waiting: 1 });
    await empty();
    await queue.ping(1_000);
    expect(await queue.enqueue(jobOf('after'))).toMatchObject({ created: true });
    expect(await queue.counts('runs')).toMatchObject({ waiting: 2 });
  });

  it('fails no job, however many leases it lasts: those that wait, run or end meanwhile are done after', async () => {
    const { queue, other, fill, empty } = await openRedisToFill();
    const ids = ['running', 'ending', 'telling', ...Array.from({ length: 20 }, (_, n) => `waiting-${n}`)];
    const begun: string[] = [];
    const { promise: filled, resolve: tellFilled } = Promise.withResolvers<void>();
    const isFirst = (id: string) => begun.filter((one) => one === id).length === 1;
    const work = ({ log }: { log: typeof other.log }) => ({
      handler: async ({ id }: { id: string }, signal: AbortSignal) => {
        begun.push(id);
        if (!isFirst(id) || id.startsWith('waiting')) return;
        await filled;
        if (id === 'telling') await log.append('s', { id }); // is refused
        if (id === 'running') await pause(60_000, undefined, { signal }); // until its lease is lost
      },
    });
    for (const each of [{ queue, log: other.log }, other])
      each.queue.work('runs', work(each).handler, { concurrency: 2, leaseMs });
    for (const id of ids) await queue.enqueue(jobOf(id));
    await vi.waitFor(() => expect(begun).toEqual(expect.arrayContaining(ids.slice(0, 3))), slow);
    await fill();
    tellFilled();
    await pause(12 * leaseMs);
    await empty();
    await vi.waitFor(
      async () => expect(await queue.counts('runs')).toMatchObject({ waiting: 0, delayed: 0, active: 0 }),
      slow,
    );
    expect(await queue.counts('runs')).toMatchObject({ succeeded: ids.length, failed: 0 });
    expect(ids.filter((id) => begun.filter((one) => one === id).length > 2)).toEqual([]);
  });

  it('lets a worker close meanwhile, whose job another does after', async () => {
    const { queue, other, fill, empty } = await openRedisToFill();
    const begun: string[] = [];
    const handler = async ({ id }: { id: string }) => {
      begun.push(id);
      if (begun.length > 1) return;
      await fill();
      throw new Error('no way to tell how it went');
    };
    const worker = queue.work('runs', handler, { concurrency: 1, leaseMs });
    await queue.enqueue(jobOf('a'));
    await vi.waitFor(() => expect(begun).toEqual(['a']), slow);
    await pause(500);
    await worker.close(100);
    await empty();
    other.queue.work('runs', handler, { concurrency: 1, leaseMs });
    await vi.waitFor(
      async () => expect(await other.queue.counts('runs')).toMatchObject({ succeeded: 1, failed: 0 }),
      slow,
    );
  });
});
