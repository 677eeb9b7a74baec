import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { connectRedis } from './connect-redis.ts';
import { duplicatePatient } from './duplicate-patient.ts';
import { withRedis } from './redis.conformance.ts';

const silentMs = 300;

/** In front of Redis; what it does to connections it does to those that are open. */
async function openProxy(url: string) {
  const { hostname, port } = new URL(url);
  const open = new Set<{ socket: Socket; upstream: Socket }>();
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    const upstream = connect(Number(port || 6379), hostname);
    const pair = { socket, upstream };
    open.add(pair);
    for (const each of [socket, upstream]) each.on('error', () => {});
    socket.pipe(upstream).pipe(socket);
    socket.on('close', () => open.delete(pair) && upstream.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const at = new URL(url);
  at.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  onTestFinished(() => {
    for (const { socket } of open) socket.destroy();
    server.close();
  });
  return {
    url: at.href,
    connections: () => connections,
    silence: () => [...open].map(({ socket, upstream }) => upstream.unpipe(socket).resume()),
    cut: () => [...open].map(({ socket }) => socket.destroy()),
  };
}

withRedis((url) => {
  const setUp = async () => {
    const proxy = await openProxy(url);
    const redis = connectRedis(proxy.url, { commandTimeoutMs: 200, silentMs });
    onTestFinished(() => redis.disconnect());
    await vi.waitFor(() => redis.ping());
    return { redis, proxy };
  };
  const pings = { timeout: 3_000, interval: 50 };

  it('leaves a connection that does not answer, and no other', async () => {
    const { redis, proxy } = await setUp();
    await pause(3 * silentMs); // idle
    expect(proxy.connections()).toBe(1);
    proxy.silence();
    await expect(redis.ping()).rejects.toThrow();
    await vi.waitFor(() => redis.ping(), pings);
    expect(proxy.connections()).toBe(2);
  });

  it('does not leave the connection after one that was lost with a command on it', async () => {
    const { redis, proxy } = await setUp();
    redis.blpop('test-of-silence', 0.1).catch(() => {}); // under way
    await pause(20);
    proxy.cut();
    await pause(3 * silentMs);
    expect(proxy.connections()).toBe(2);
  });

  it('lets a patient connection wait as long as a worker does', async () => {
    const { redis, proxy } = await setUp();
    const { connection, disconnect } = duplicatePatient(redis);
    expect(await connection.bzpopmin('test-of-silence', 1)).toBeNull();
    expect(proxy.connections()).toBe(2);
    disconnect();
  });
});
