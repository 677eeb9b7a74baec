import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { expect, vi } from 'vitest';

export const hasRedisServer = spawnSync('redis-server', ['--version']).status === 0;

export interface Sentinels {
  /** `redis+sentinel://` */
  readonly url: string;
  /** The server clients are sent to now. */
  masterPid(): Promise<number>;
  /** Ends all six and removes what they wrote. */
  stop(): Promise<void>;
}

const password = 'of/this:test';
const downAfterMs = 2_000;
const ready = { timeout: 20_000, interval: 50 };

/** A master with two replicas, which demand a password, and three sentinels, as the deployment has them; all on loopback. */
export async function startSentinels(): Promise<Sentinels> {
  const directory = await mkdtemp(join(tmpdir(), 'sagacity-sentinels-'));
  const processes = new Map<number, ChildProcess>();
  const start = async (port: number, lines: readonly string[], ...flags: string[]) => {
    const own = join(directory, String(port));
    await mkdir(own);
    await writeFile(
      join(own, 'redis.conf'),
      [`port ${port}`, 'bind 127.0.0.1', `dir ${own}`, ...lines].join('\n'),
    );
    processes.set(port, spawn('redis-server', [join(own, 'redis.conf'), ...flags], { stdio: 'ignore' }));
  };
  const ports = await freePorts(6);
  const [master, ...replicas] = ports.slice(0, 3) as [number, number, number];
  const sentinels = ports.slice(3);
  const server = [
    `requirepass ${password}`,
    `masterauth ${password}`,
    'appendonly yes',
    'save ""',
    'min-replicas-to-write 1',
  ];
  await start(master, server);
  for (const port of replicas) await start(port, [...server, `replicaof 127.0.0.1 ${master}`]);
  const probe = new Redis({ port: master, password });
  probe.on('error', () => {});
  await vi.waitFor(
    async () => expect(await probe.info('replication')).toContain('connected_slaves:2'),
    ready,
  );
  probe.disconnect();
  const watch = [
    `sentinel monitor mymaster 127.0.0.1 ${master} 2`,
    `sentinel auth-pass mymaster ${password}`,
    `sentinel down-after-milliseconds mymaster ${downAfterMs}`,
    'sentinel failover-timeout mymaster 10000',
  ];
  for (const port of sentinels) await start(port, watch, '--sentinel');
  for (const port of sentinels) await knowsAll(port);

  return {
    url: `redis+sentinel://:${encodeURIComponent(password)}@${sentinels.map((port) => `127.0.0.1:${port}`).join()}/mymaster`,
    async masterPid() {
      const sentinel = new Redis({ port: sentinels[0]! });
      const address = (await sentinel.call('SENTINEL', 'get-master-addr-by-name', 'mymaster')) as string[];
      sentinel.disconnect();
      return processes.get(Number(address[1]))!.pid!;
    },
    async stop() {
      for (const child of processes.values()) if (child.kill('SIGKILL')) await once(child, 'exit');
      await rm(directory, { recursive: true });
    },
  };
}

/** Only then can a sentinel call for a vote and choose whom to promote. */
async function knowsAll(port: number): Promise<void> {
  const sentinel = new Redis({ port });
  sentinel.on('error', () => {});
  await vi.waitFor(async () => {
    const told = (await sentinel.call('SENTINEL', 'master', 'mymaster')) as string[];
    const value = (name: string) => told[told.indexOf(name) + 1];
    expect([value('num-slaves'), value('num-other-sentinels')]).toEqual(['2', '2']);
  }, ready);
  sentinel.disconnect();
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}
