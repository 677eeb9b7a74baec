import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort } from './free-port.ts';

export const hasRedisServer = spawnSync('redis-server', ['--version']).status === 0;

export interface OwnRedis {
  readonly port: number;
  /** Without a password. */
  readonly url: string;
  /** Of the running process. */
  pid(): number;
  /** Resolves when it answers; with the data it had. */
  start(): Promise<void>;
  /** As kill -9 would end it. */
  kill(): Promise<void>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

export interface OwnRedisOptions {
  readonly port?: number;
  /** Of its configuration file. */
  readonly lines?: readonly string[];
  readonly isSentinel?: boolean;
}

const startMs = 20_000;
const durable = ['appendonly yes', 'appendfsync always', 'save ""'];

/** A redis-server of one test on 127.0.0.1, to be killed at will; not started yet. A kill loses nothing it acknowledged. */
export async function ownRedis(options: OwnRedisOptions = {}): Promise<OwnRedis> {
  const { lines = [], isSentinel = false } = options;
  const port = options.port ?? (await freePort());
  const directory = await mkdtemp(join(tmpdir(), 'sagacity-redis-'));
  const file = join(directory, 'redis.conf');
  const place = [`port ${port}`, 'bind 127.0.0.1', `dir ${directory}`];
  await writeFile(file, [...place, ...(isSentinel ? [] : durable), ...lines].join('\n'));
  let server: ChildProcess | null = null;
  const kill = async () => {
    if (server?.kill('SIGKILL')) await once(server, 'exit');
    server = null;
  };
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    pid() {
      if (server?.pid === undefined) throw new Error(`no redis-server runs on port ${port}`);
      return server.pid;
    },
    async start() {
      server = spawn('redis-server', [file, ...(isSentinel ? ['--sentinel'] : [])], { stdio: 'ignore' });
      const endsAtMs = performance.now() + startMs;
      while (!(await answers(port))) {
        if (performance.now() > endsAtMs) throw new Error(`redis-server on port ${port} did not answer`);
        await setTimeout(50);
      }
    },
    kill,
    async stop() {
      await kill();
      await rm(directory, { recursive: true });
    },
  };
}

/** Asking for a password is an answer; that it is loading its data is none. */
async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    socket.write('PING\r\n');
    const [reply] = await once(socket, 'data');
    return /^(\+PONG|-NOAUTH)/.test(String(reply));
  } catch {
    return false; // nobody listens yet
  } finally {
    socket.destroy();
  }
}
