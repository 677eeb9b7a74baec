import { type AddressInfo, connect } from 'node:net';
import { silentLog } from '@sagacity/platform/log/silent-log';
import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { answerErrors } from '../http/answer-error.ts';
import { receiveBodies } from './receive-bodies.ts';

const mb = 1024 * 1024;
let app: FastifyInstance;
let finish: () => void;
beforeEach(async () => {
  app = fastify({ bodyLimit: mb });
  answerErrors(app, silentLog);
  receiveBodies(app, { maxBytes: mb, graceMs: 100 });
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  app.post('/slow', async (request) => {
    const leave = request.useBody?.();
    await done;
    leave?.();
    return 'done';
  });
  app.post('/small', { bodyLimit: 10 }, async () => 'done');
  app.post(
    '/early',
    { onRequest: async (_, reply) => reply.code(202).send('known already') },
    async () => '',
  );
  await app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  finish();
  await app.close();
});

/** Begins a request with a body of this size and sends `text` of it. */
function begin(path: string, bytes: number, text = '') {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  let received = '';
  socket.on('data', (chunk) => {
    received += chunk;
  });
  const head = ['host: x', 'content-type: application/json', `content-length: ${bytes}`];
  socket.write(`POST ${path} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n${text}`);
  socket.on('error', () => {}); // being cut off while sending is part of it
  const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(received)));
  return { socket, closed };
}
const whole = (path: string, text: string) =>
  app.inject({ method: 'POST', url: path, payload: text, headers: { 'content-type': 'application/json' } });

it('refuses a body that is said to be too large before any of it came, and closes', async () => {
  expect(await begin('/small', 11).closed).toMatch(/^HTTP\/1\.1 413 .*PAYLOAD_TOO_LARGE/s);
});

it('gives up a body that does not get on, and closes', async () => {
  expect(await begin('/slow', 100, '{').closed).toMatch(/^HTTP\/1\.1 408 .*REQUEST_TIMEOUT/s);
});

it('gives up the rest of a body whose answer was given before it came', async () => {
  const { socket, closed } = begin('/early', 100, '{');
  const trickle = setInterval(() => socket.writable && socket.write('x'), 50);
  expect(await closed).toMatch(/^HTTP\/1\.1 202 /);
  clearInterval(trickle);
});

it('refuses what is deeper than any body of ours', async () => {
  expect((await whole('/slow', '['.repeat(10_000))).json().error.message).toContain('deeper than 20');
});

it('counts what is on its way before it came, and until nobody works on it', async () => {
  const text = JSON.stringify('x'.repeat(mb - 2));
  const first = begin('/slow', mb, text);
  await vi.waitFor(async () => expect((await whole('/small', '{}')).statusCode).toBe(429));
  first.socket.destroy();
  await first.closed;
  const second = await whole('/small', '{}');
  expect([second.statusCode, second.headers['retry-after']]).toEqual([429, '2']);
  finish();
  await vi.waitFor(async () => expect((await whole('/small', '{}')).statusCode).toBe(200));
});
