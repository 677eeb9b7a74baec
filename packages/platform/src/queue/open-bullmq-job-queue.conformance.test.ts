import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { openTestRedis, withRedis } from '../redis/redis.conformance.ts';
import { queueKeys } from './bullmq/names.ts';
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

  it('serves a job that its worker gave back first, although turns have begun anew', async () => {
    const redis = openTestRedis();
    const queue = openBullmqJobQueue(redis.main, redis);
    const enqueue = async (ownerId: string, ids: readonly string[]) => {
      for (const id of ids) await queue.enqueue({ queue: 'runs', id, payload: null, ownerId });
    };
    const order: string[] = [];
    const work = (stuckAt: string | null) =>
      queue.work(
        'runs',
        async ({ id }, signal) => {
          order.push(id);
          if (id === stuckAt) await new Promise((resolve) => signal.addEventListener('abort', resolve));
        },
        { concurrency: 1 },
      );
    await enqueue('ann', ['a', 'b', 'c']);
    const stuck = work('c');
    await vi.waitFor(() => expect(order).toEqual(['a', 'b', 'c']), 10_000);
    await redis.main.del(queueKeys(redis.prefix, 'runs').turns(10)); // as after a rest
    await enqueue('bob', ['x', 'y', 'z']);
    await stuck.close(0);
    work(null);
    await vi.waitFor(() => expect(order).toHaveLength(7), 10_000);
    expect(order.slice(3)).toEqual(['c', 'x', 'y', 'z']);
    await queue.close();
    await redis.close();
  });

  it('keeps nothing for ever of a queue that was removed', async () => {
    const redis = openTestRedis();
    const queue = openBullmqJobQueue(redis.main, redis);
    const jobOf = (id: string) => ({ queue: 'own', id, payload: null, ownerId: 'ann' });
    const worker = queue.work('own', async () => {}, { concurrency: 1 });
    await queue.enqueue(jobOf('done'));
    await vi.waitFor(async () =>
      expect(await queue.find('own', 'done')).toMatchObject({ state: 'succeeded' }),
    );
    await worker.close(1_000);
    await queue.enqueue(jobOf('cancelled'));
    await queue.cancel('own', 'cancelled');
    await queue.removeQueue('own');
    const left = await redis.other.keys(`${redis.prefix}:*`);
    const lasting = await Promise.all(
      left.map(async (key) => ((await redis.other.ttl(key)) === -1 ? [key] : [])),
    );
    expect(lasting.flat()).toEqual([]);
    await queue.close();
    await redis.close();
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
