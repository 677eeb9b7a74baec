import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { readBody } from './read-body.ts';

const limits = { maxBytes: 10, graceMs: 40, bytesPerSecond: 1_000 };

it('reads a body that comes in pieces', async () => {
  const payload = new PassThrough();
  const read = readBody(payload, limits);
  payload.write('01234');
  payload.end('56789');
  expect(String(await read)).toBe('0123456789');
});

it('refuses a body at the first byte too many, without waiting for its end', async () => {
  const payload = new PassThrough();
  const read = readBody(payload, limits);
  payload.write('01234567890');
  await expect(read).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE', details: { maxBytes: 10 } });
});

it('gives up a body that does not get on, also one that sends a byte now and then', async () => {
  await expect(readBody(new PassThrough(), limits)).rejects.toMatchObject({ code: 'REQUEST_TIMEOUT' });
  const payload = new PassThrough();
  const trickle = setInterval(() => payload.write('x'), 30);
  await expect(readBody(payload, { ...limits, maxBytes: 10_000 })).rejects.toMatchObject({
    code: 'REQUEST_TIMEOUT',
  });
  clearInterval(trickle);
});

it('says that a body was cut off', async () => {
  const payload = new PassThrough();
  const read = readBody(payload, limits);
  payload.destroy();
  await expect(read).rejects.toMatchObject({ code: 'VALIDATION_FAILED', message: 'the body was cut off' });
});

it('forgives a process that stood still itself', async () => {
  const payload = new PassThrough();
  const read = readBody(payload, limits);
  const until = performance.now() + 80;
  while (performance.now() < until); // as a long calculation would
  setImmediate(() => payload.end('late'));
  expect(String(await read)).toBe('late');
});
