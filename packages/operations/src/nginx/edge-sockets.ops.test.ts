import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { askUntil, echo, openSocket } from './edge-client.fixture.ts';
import { type EdgeStack, hasDocker, startEdgeStack } from './edge-stack.fixture.ts';

const batches = 20;
const perBatch = 50;

describe.skipIf(!hasDocker())('1,000 open WebSockets', () => {
  let edge: EdgeStack;
  const sockets: WebSocket[] = [];
  beforeAll(async () => {
    edge = await startEdgeStack();
    await askUntil(edge, '/api/echo', ({ status }) => status === 200);
    for (let batch = 0; batch < batches; batch++)
      sockets.push(...(await Promise.all(Array.from({ length: perBatch }, () => openSocket(edge)))));
  });
  afterAll(async () => {
    for (const socket of sockets) socket.terminate();
    await edge?.stop();
  });

  it('are all there after certificates were renewed three times', async () => {
    let closed = 0;
    for (const socket of sockets) socket.on('close', () => closed++);
    const reloads = async () => (await edge.log()).split('edge: reloaded').length;
    for (let renewal = 0; renewal < 3; renewal++) {
      const before = await reloads();
      await edge.renewCertificate();
      await expect.poll(reloads, { timeout: 60_000, interval: 200 }).toBeGreaterThan(before);
    }
    const replies = await Promise.all(sockets.map((socket) => echo(socket, 'still here')));
    expect([replies.length, closed]).toEqual([batches * perBatch, 0]);
  });
});
