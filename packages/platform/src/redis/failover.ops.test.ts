import { setTimeout as pause } from 'node:timers/promises';
import { hasRedisServer } from '@sagacity/testkit/own-redis';
import { describe, expect, it, vi } from 'vitest';
import { openRedisEventLog } from '../events/open-redis-event-log.ts';
import { openRedisLease } from '../lease/open-redis-lease.ts';
import { openBullmqJobQueue } from '../queue/open-bullmq-job-queue.ts';
import { connectRedis } from './connect-redis.ts';
import { startSentinels } from './sentinels.conformance.ts';

const suite = hasRedisServer || process.env.CI ? describe : describe.skip;
const slow = { timeout: 30_000, interval: 20 };
const goalMs = 8_000;

suite('a fail-over under load (needs redis-server)', () => {
  it.each([
    { how: 'is killed', signal: 'SIGKILL' },
    { how: 'hangs', signal: 'SIGSTOP' },
  ] as const)(
    'whose master $how loses no accepted job and no event, doubles none, and gives no fencing token again',
    async ({ how, signal }) => {
      const sentinels = await startSentinels();
      const redis = connectRedis(sentinels.url);
      const queue = openBullmqJobQueue(redis);
      const log = openRedisEventLog(redis, { pollMs: 500 });
      const lease = openRedisLease(redis);
      const ran = new Set<string>();
      const seen: number[] = [];
      const jobs: string[] = [];
      const events: number[] = [];
      const tokens: number[] = [];
      let lastWriteAt = 0;
      let longestGapMs = 0;
      let failed = 0;
      let writing = true;
      const noted = () => {
        if (lastWriteAt > 0) longestGapMs = Math.max(longestGapMs, Date.now() - lastWriteAt);
        lastWriteAt = Date.now();
      };
      const attempt = async (call: () => Promise<unknown>) => {
        await call().then(noted, () => failed++);
      };
      const writeEvents = async () => {
        for (let n = 0; writing; n++) await attempt(() => log.append('s', { n }).then(() => events.push(n)));
      };
      const writeJobs = async () => {
        for (let n = 0; writing; n++) {
          const job = { queue: 'runs', id: `j${n}`, payload: null, ownerId: `owner${n % 3}` };
          await attempt(() => queue.enqueue(job).then(() => jobs.push(job.id)));
          await pause(2);
        }
      };
      const takeLeases = async () => {
        while (writing)
          await attempt(async () => {
            const held = await lease.acquire('leader', 200);
            if (held) tokens.push(held.fencingToken);
            await held?.release();
          });
      };
      try {
        await redis.ping();
        queue.work('runs', async ({ id }) => void ran.add(id), { concurrency: 4, leaseMs: 3_000 });
        await log.follow<{ n: number }>('s', null, ({ event }) => void seen.push(event.n));
        const writers = Promise.all([writeEvents(), writeJobs(), takeLeases()]);
        await vi.waitFor(() => expect(jobs.length).toBeGreaterThan(200), slow);
        const before = { events: events.length, jobs: jobs.length, tokens: tokens.length };
        process.kill((await sentinels.pids()).master, signal);
        const enough = () => {
          expect(events.length).toBeGreaterThan(before.events + 300);
          expect(jobs.length).toBeGreaterThan(before.jobs + 300);
          expect(tokens.length).toBeGreaterThan(before.tokens + 100);
        };
        await vi.waitFor(enough, slow);
        writing = false;
        await writers;
        const lost = () => ({
          jobs: jobs.filter((id) => !ran.has(id)).length,
          events: events.filter((n) => !seen.includes(n)).length,
        });
        await vi.waitFor(() => expect(lost()).toEqual({ jobs: 0, events: 0 }), slow).catch(() => {});
        const doubled = seen.length - new Set(seen).size;
        process.stdout.write(
          `fail-over, the master ${how}: writes stood still for ${longestGapMs} ms, ${failed} of them failed; ` +
            `lost ${lost().jobs} of ${jobs.length} jobs and ${lost().events} of ${events.length} events, ${doubled} doubled; ${tokens.length} leases\n`,
        );
        expect(lost()).toEqual({ jobs: 0, events: 0 });
        expect(doubled).toBe(0);
        expect(tokens).toEqual([...new Set(tokens)].sort((a, b) => a - b));
        expect(longestGapMs).toBeLessThan(goalMs);
        await vi.waitFor(
          async () => expect(await queue.counts('runs')).toMatchObject({ active: 0, failed: 0 }),
          slow,
        );
      } finally {
        writing = false;
        await queue.close();
        await log.close();
        await lease.close();
        redis.disconnect();
        await sentinels.stop();
      }
    },
  );

  it('acknowledges no write that no replica has, so that it is not lost with the master', async () => {
    const sentinels = await startSentinels();
    const redis = connectRedis(sentinels.url);
    const log = openRedisEventLog(redis);
    const queue = openBullmqJobQueue(redis);
    const lease = openRedisLease(redis);
    const events = async () => (await log.read<string>('s', null, 10)).map(({ event }) => event);
    try {
      await log.append('s', 'before');
      const { master, replicas } = await sentinels.pids();
      for (const pid of replicas) process.kill(pid, 'SIGSTOP');
      const unavailable = { code: 'STORE_UNAVAILABLE', message: expect.stringContaining('no replica') };
      await expect(log.append('s', 'meanwhile', 'call')).rejects.toMatchObject(unavailable);
      const job = { queue: 'runs', id: 'j', payload: null, ownerId: 'o' };
      await expect(queue.enqueue(job)).rejects.toMatchObject(unavailable);
      await expect(lease.acquire('leader', 60_000)).rejects.toMatchObject(unavailable);
      process.kill(master, 'SIGKILL');
      for (const pid of replicas) process.kill(pid, 'SIGCONT');
      await vi.waitFor(() => log.append('s', 'meanwhile', 'call'), slow);
      expect(await events()).toEqual(['before', 'meanwhile']);
      expect(await queue.enqueue(job)).toMatchObject({ id: 'j' });
    } finally {
      await queue.close();
      await log.close();
      await lease.close();
      redis.disconnect();
      await sentinels.stop();
    }
  });
});
