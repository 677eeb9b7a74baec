import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { hasRedisServer, ownRedis } from '@sagacity/testkit/own-redis';
import { describe, expect, it, vi } from 'vitest';
import { connectRedis } from '../redis/connect-redis.ts';
import { openBullmqJobQueue } from './open-bullmq-job-queue.ts';

const suite = hasRedisServer || process.env.CI ? describe : describe.skip;
const goalMs = 15_000;
const slow = { timeout: 30_000, interval: 20 };

suite('the jobs of a worker killed with -9 (needs redis-server)', () => {
  it(`are taken over by another within ${goalMs / 1_000} s, each once`, async () => {
    const server = await ownRedis();
    await server.start();
    const redis = connectRedis(server.url);
    const queue = openBullmqJobQueue(redis);
    const program = join(import.meta.dirname, 'hold-job.fixture.ts');
    const victim = spawn(process.execPath, [program, server.url], { stdio: ['ignore', 'pipe', 'inherit'] });
    let held = '';
    victim.stdout.setEncoding('utf8').on('data', (text: string) => {
      held += text;
    });
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const taken: string[] = [];
    try {
      for (const id of ids) await queue.enqueue({ queue: 'runs', id, payload: null, ownerId: id });
      await vi.waitFor(() => expect(held.split('\n')).toHaveLength(ids.length + 1), slow);
      queue.work('runs', async ({ id }) => void taken.push(id), { concurrency: 5 });
      victim.kill('SIGKILL');
      await once(victim, 'exit');
      const killedAt = Date.now();
      await vi.waitFor(() => expect(taken.toSorted()).toEqual(ids), slow);
      const tookMs = Date.now() - killedAt;
      process.stdout.write(`reclaim: ${ids.length} jobs of a killed worker taken over within ${tookMs} ms\n`);
      expect(tookMs).toBeLessThan(goalMs);
    } finally {
      victim.kill('SIGKILL');
      await queue.close();
      redis.disconnect();
      await server.stop();
    }
  });
});
