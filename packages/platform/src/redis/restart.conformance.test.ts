import { setTimeout as pause } from 'node:timers/promises';
import { hasRedisServer, ownRedis } from '@sagacity/testkit/own-redis';
import { describe, expect, it, vi } from 'vitest';
import { openRedisEventLog } from '../events/open-redis-event-log.ts';
import { openBullmqJobQueue } from '../queue/open-bullmq-job-queue.ts';
import { connectRedis } from './connect-redis.ts';

const suite = hasRedisServer || process.env.CI ? describe : describe.skip;

suite('a Redis with appendonly that is killed twice (needs redis-server)', () => {
  it('keeps every acknowledged job and event, fails no job, doubles no event', async () => {
    const server = await ownRedis();
    await server.start();
    const redis = connectRedis(server.url);
    const queue = openBullmqJobQueue(redis);
    const log = openRedisEventLog(redis, { pollMs: 200 });
    const ran = new Set<string>();
    const seen: number[] = [];
    const jobs: string[] = [];
    const events: number[] = [];
    let writing = true;
    const write = async () => {
      for (let n = 0; writing; n++) {
        const job = { queue: 'runs', id: `j${n}`, payload: null, ownerId: `owner${n % 3}` };
        await queue.enqueue(job).then(
          () => jobs.push(job.id),
          () => {},
        );
        await log.append('s', { n }).then(
          () => events.push(n),
          () => {},
        );
      }
    };
    try {
      await vi.waitFor(() => redis.ping(), slow);
      queue.work('runs', async ({ id }) => void ran.add(id), { concurrency: 4, leaseMs: 1_500 });
      await log.follow<{ n: number }>('s', null, ({ event }) => void seen.push(event.n));
      const writer = write();
      for (const enough of [50, 100]) {
        await vi.waitFor(() => expect(events.length).toBeGreaterThan(enough), slow);
        await server.kill();
        await pause(200); // the outage
        await server.start();
      }
      await vi.waitFor(() => expect(events.length).toBeGreaterThan(150), slow);
      writing = false;
      await writer;
      await vi.waitFor(() => expect(jobs.filter((id) => !ran.has(id))).toEqual([]), slow);
      await vi.waitFor(() => expect(events.filter((n) => !seen.includes(n))).toEqual([]), slow);
      expect(new Set(seen).size).toBe(seen.length);
      await vi.waitFor(
        async () => expect(await queue.counts('runs')).toMatchObject({ active: 0, failed: 0 }),
        slow,
      );
    } finally {
      writing = false;
      await queue.close();
      await log.close();
      redis.disconnect();
      await server.stop();
    }
  });
});

const slow = { timeout: 20_000, interval: 20 };
