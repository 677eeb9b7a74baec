import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@sagacity/testkit/free-port';
import { Redis } from 'ioredis';
import { vi } from 'vitest';

export interface OwnServer {
  readonly url: string;
  /** Resolves when it answers; with the data it had. */
  start(): Promise<void>;
  /** As kill -9 would end it. */
  kill(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** A redis-server of one test, with appendonly, to be killed at will. */
export async function ownServer(): Promise<OwnServer> {
  const directory = await mkdtemp(join(tmpdir(), 'sagacity-redis-'));
  const port = await freePort();
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, '--appendonly', 'yes'];
  let server: ChildProcess | null = null;
  const kill = async () => {
    if (server?.kill('SIGKILL')) await once(server, 'exit');
    server = null;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      server = spawn('redis-server', [...flags, '--save', ''], { stdio: 'ignore' });
      const client = new Redis({
        port,
        host: '127.0.0.1',
        retryStrategy: () => 50,
        maxRetriesPerRequest: null,
      });
      client.on('error', () => {});
      await vi.waitFor(() => client.ping(), { timeout: 20_000, interval: 50 });
      client.disconnect();
    },
    kill,
    async stop() {
      await kill();
      await rm(directory, { recursive: true });
    },
  };
}
