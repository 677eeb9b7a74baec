import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { openRedisEventLog } from '../events/open-redis-event-log.ts';
import { openBullmqJobQueue } from '../queue/open-bullmq-job-queue.ts';
import { connectRedis } from './connect-redis.ts';

const hasServer = spawnSync('redis-server', ['--version']).status === 0;
const suite = hasServer || process.env.CI ? describe : describe.skip;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

function startRedis(port: number, directory: string): ChildProcess {
  const where = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory];
  return spawn('redis-server', [...where, '--appendonly', 'yes', '--save', ''], { stdio: 'ignore' });
}

suite('a Redis with appendonly that is killed twice (needs redis-server)', () => {
  it('keeps every acknowledged job and event, fails no job, doubles no event', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'sagacity-redis-'));
    const port = await freePort();
    let server = startRedis(port, directory);
    const redis = connectRedis(`redis://127.0.0.1:${port}`);
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
        server.kill('SIGKILL');
        await once(server, 'exit');
        await pause(200); // the outage
        server = startRedis(port, directory);
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
      if (server.kill('SIGKILL')) await once(server, 'exit');
      await rm(directory, { recursive: true });
    }
  });
});

const slow = { timeout: 20_000, interval: 20 };
