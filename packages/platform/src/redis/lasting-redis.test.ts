import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { LastingRedis } from './lasting-redis.ts';

/** As the connector for sentinels does when a fail-over is announced while it asks for the master. */
async function openInterrupted(interruptions: number) {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  let attempts = 0;
  class Interrupted {
    check = () => true;
    disconnect = () => {};
    connect = async () => {
      if (attempts++ < interruptions) throw new Error('Connection is closed.');
      return connect(port, '127.0.0.1');
    };
  }
  const redis = new LastingRedis({
    Connector: Interrupted as never, // the type asks for a class of its own hierarchy
    enableReadyCheck: false,
    disableClientInfo: true,
    lazyConnect: true,
  });
  redis.on('error', () => {});
  onTestFinished(() => {
    redis.disconnect();
    server.close();
  });
  return { redis, attempts: () => attempts };
}

it('connects again when its search for the master was interrupted', async () => {
  const { redis, attempts } = await openInterrupted(2);
  const ready = new Promise<void>((resolve) => redis.once('ready', resolve));
  await expect(redis.connect()).rejects.toThrow('Connection is closed');
  await ready;
  expect(attempts()).toBe(3);
});

it('stays ended when told to end, and what is duplicated from it lasts as well', async () => {
  const { redis, attempts } = await openInterrupted(100);
  const copy = redis.duplicate();
  expect(copy).toBeInstanceOf(LastingRedis);
  copy.disconnect();
  await expect(redis.connect()).rejects.toThrow('Connection is closed');
  redis.disconnect();
  await new Promise((resolve) => setTimeout(resolve, 120)); // longer than it would take to begin again
  expect(attempts()).toBe(1);
});

it('neither keeps nor sends late what its callers have given up', async () => {
  const received: string[] = [];
  const server = createServer((socket) => socket.on('data', (data) => received.push(String(data))));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const found = Promise.withResolvers<void>();
  class Searching {
    check = () => true;
    disconnect = () => {};
    connect = async () => {
      await found.promise; // as long as no sentinel answers
      return connect((server.address() as AddressInfo).port, '127.0.0.1');
    };
  }
  const redis = new LastingRedis({
    Connector: Searching as never, // the type asks for a class of its own hierarchy
    enableReadyCheck: false,
    disableClientInfo: true,
    commandTimeout: 60,
    maxRetriesPerRequest: null,
  });
  onTestFinished(() => {
    redis.disconnect();
    server.close();
  });
  const waiting = () => (redis as unknown as { offlineQueue: { length: number } }).offlineQueue.length;
  const early = Array.from({ length: 50 }, (_, n) => redis.set(`early-${n}`, '1'));
  const both = redis.pipeline().set('early-50', '1').set('early-51', '1').exec();
  for (const each of await Promise.allSettled(early)) expect(each.status).toBe('rejected');
  expect((await both)?.every(([error]) => error)).toBe(true);
  await redis.set('early-52', '1').catch(() => {});
  expect(waiting()).toBe(1);
  redis.set('in-time', '1').catch(() => {}); // nobody answers
  found.resolve();
  await vi.waitFor(() => expect(received.join('')).toContain('in-time'));
  expect(received.join('')).not.toContain('early');
});
