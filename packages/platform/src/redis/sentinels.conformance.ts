import { freePorts } from '@sagacity/testkit/free-port';
import { type OwnRedis, ownRedis } from '@sagacity/testkit/own-redis';
import { Redis } from 'ioredis';
import { expect, vi } from 'vitest';

export interface Sentinels {
  /** `redis+sentinel://` */
  readonly url: string;
  /** Of the server clients are sent to now, and of the two that follow it. */
  pids(): Promise<{ readonly master: number; readonly replicas: readonly number[] }>;
  /** Ends all six and removes what they wrote. */
  stop(): Promise<void>;
}

const password = 'of/this:test';
const downAfterMs = 2_000;
const ready = { timeout: 20_000, interval: 50 };

/** A master with two replicas, which demand a password, and three sentinels, as the deployment has them; all on loopback. */
export async function startSentinels(): Promise<Sentinels> {
  const servers = new Map<number, OwnRedis>();
  const start = async (port: number, lines: readonly string[], isSentinel = false) => {
    const server = await ownRedis({ port, lines, isSentinel });
    servers.set(port, server);
    await server.start();
  };
  const [master, ...others] = (await freePorts(6)) as [number, ...number[]];
  const [replicas, sentinels] = [others.slice(0, 2), others.slice(2)];
  const common = [`requirepass ${password}`, `masterauth ${password}`, 'min-replicas-to-write 1'];
  await start(master, common);
  for (const port of replicas) await start(port, [...common, `replicaof 127.0.0.1 ${master}`]);
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
  for (const port of sentinels) await start(port, watch, true);
  for (const port of sentinels) await knowsAll(port);

  return {
    url: `redis+sentinel://:${encodeURIComponent(password)}@${sentinels.map((port) => `127.0.0.1:${port}`).join()}/mymaster`,
    async pids() {
      const sentinel = new Redis({ port: sentinels[0]! });
      const address = (await sentinel.call('SENTINEL', 'get-master-addr-by-name', 'mymaster')) as string[];
      sentinel.disconnect();
      const pidOf = (at: number) => servers.get(at)!.pid();
      const now = Number(address[1]);
      return {
        master: pidOf(now),
        replicas: [master, ...replicas].filter((one) => one !== now).map(pidOf),
      };
    },
    async stop() {
      for (const server of servers.values()) await server.stop();
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
