import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { drainRequests } from './drain-requests.ts';

let app: FastifyInstance;
let port: number;
let answerSlow: (text: string) => void;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
beforeEach(async () => {
  app = fastify({ forceCloseConnections: 'idle', return503OnClosing: false });
  drainRequests(app);
  app.get('/slow', () => new Promise<string>((resolve) => (answerSlow = resolve)));
  app.get('/fast', async () => 'fast');
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = (app.server.address() as AddressInfo).port;
});
afterEach(async () => {
  agent.destroy();
  await app.close();
});

const ask = async (path: string): Promise<IncomingMessage> => {
  const [reply] = await once(get({ host: '127.0.0.1', port, path, agent }), 'response');
  reply.resume();
  return reply;
};

it('waits for a request in flight, gives connections up and soon lets nobody new in', async () => {
  const slow = ask('/slow');
  await vi.waitFor(() => expect(answerSlow).toBeDefined());
  let drained = false;
  const draining = app.drain(60_000).then(() => {
    drained = true;
  });
  const lateAnswer = await fetch(`http://127.0.0.1:${port}/fast`);
  expect(lateAnswer.headers.get('connection')).toBe('close');
  await vi.waitFor(() => expect(fetch(`http://127.0.0.1:${port}/fast`)).rejects.toThrow('fetch failed'));
  expect(drained).toBe(false);
  answerSlow('done');
  const reply = await slow;
  expect([reply.statusCode, reply.headers.connection]).toEqual([200, 'close']);
  await draining;
});

it('waits for nobody when nothing is in flight', async () => {
  await ask('/fast');
  await app.drain(60_000);
});

it('does not wait for a client that went away, nor longer than its limit', async () => {
  const request = get({ host: '127.0.0.1', port, path: '/slow', agent }).on('error', () => {});
  await vi.waitFor(() => expect(answerSlow).toBeDefined());
  await app.drain(10);
  const draining = app.drain(60_000);
  request.destroy();
  await draining;
});
