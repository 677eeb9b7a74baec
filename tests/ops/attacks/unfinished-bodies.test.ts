import { connect, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { memoryOf } from '../../harness/attacks/memory-of.ts';
import { requestFrom } from '../../harness/attacks/request-from.ts';
import { watchHealth } from '../../harness/attacks/watch-health.ts';
import { adminPassword, openSignedInApp } from '../../harness/signed-in-app.ts';

const mb = 1024 * 1024;
const chunk = Buffer.alloc(256 * 1024, 'x');

/** A request that is never finished: headers, and as much of the body as the other side takes. */
function begin(url: string, localAddress: string, bytes: number): { socket: Socket; over: Promise<unknown> } {
  const { hostname, port, host } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), localAddress });
  socket.on('error', () => {}); // being cut off is what it is after
  const head = `host: ${host}\r\ncontent-type: application/json\r\ncontent-length: ${bytes}`;
  socket.write(`POST /api/session/refresh HTTP/1.1\r\n${head}\r\n\r\n`);
  socket.resume();
  return { socket, over: new Promise((resolve) => socket.once('close', resolve)) };
}

async function fill({ socket, over }: ReturnType<typeof begin>, bytes: number): Promise<void> {
  for (let sent = 0; sent < bytes && socket.writable; sent += chunk.length) {
    if (socket.write(chunk.subarray(0, Math.min(chunk.length, bytes - sent)))) continue;
    await Promise.race([new Promise((resolve) => socket.once('drain', resolve)), over]);
  }
}

it('takes no room for 200 unfinished bodies of 31 MB to a public route', async ({ annotate }) => {
  const { app, close } = await openSignedInApp();
  onTestFinished(close);
  const before = memoryOf(app.pid);
  const watch = watchHealth(app.url);
  const startedMs = performance.now();
  const open = Array.from({ length: 200 }, () => begin(app.url, '127.0.0.2', 31 * mb));
  onTestFinished(() => open.forEach(({ socket }) => void socket.destroy()));
  await Promise.all(open.map((one) => fill(one, 31 * mb - 1)));
  const ms = Math.round(performance.now() - startedMs);
  const waitedMs = await watch.stop();
  const { peakMb } = memoryOf(app.pid);
  await annotate(`${before.nowMb} MB before, at most ${peakMb} MB; ${ms} ms, others waited ${waitedMs} ms`);
  expect(peakMb - before.nowMb).toBeLessThan(200);
  expect(waitedMs).toBeLessThan(5_000);
});

it('lets others sign in while 600 connections from three addresses send a body a byte at a time, and ends these', async ({
  annotate,
}) => {
  const { app, close } = await openSignedInApp();
  onTestFinished(close);
  const open = Array.from({ length: 600 }, (_, i) => begin(app.url, `127.0.1.${1 + (i % 3)}`, 16 * 1024));
  const trickle = setInterval(() => {
    for (const { socket } of open) if (socket.writable) socket.write('x');
  }, 1_000);
  onTestFinished(() => {
    clearInterval(trickle);
    for (const { socket } of open) socket.destroy();
  });
  let isOver = false;
  const allEnded = Promise.all(open.map(({ over }) => over)).then(() => {
    isOver = true;
  });
  const startedMs = performance.now();
  const statuses: number[] = [];
  let slowestMs = 0;
  while (!isOver && statuses.length < 20) {
    const body = JSON.stringify({ name: 'admin', password: adminPassword });
    const { status, ms } = await requestFrom('127.0.0.9', `${app.url}/api/session`, { method: 'POST', body });
    statuses.push(status);
    slowestMs = Math.max(slowestMs, ms);
  }
  await allEnded;
  const endedMs = Math.round(performance.now() - startedMs);
  await annotate(
    `${statuses.length} sign-ins of others, slowest ${slowestMs} ms; all ended after ${endedMs} ms`,
  );
  expect(new Set(statuses)).toEqual(new Set([200]));
});
