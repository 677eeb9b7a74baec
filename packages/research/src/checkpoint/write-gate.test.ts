import { expect, it } from 'vitest';
import { openWriteGate } from './write-gate.ts';

it('waits for the writes under way when it closes, failed ones included, and lets none begin afterwards', async () => {
  const gate = openWriteGate();
  const [slow, failing] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const written = gate.write(() => slow.promise);
  const failed = expect(gate.write(() => failing.promise)).rejects.toThrow('disk');
  let closed = false;
  const closing = gate.close().then(() => {
    closed = true;
  });
  failing.reject(new Error('disk'));
  await failed;
  expect(closed).toBe(false);
  slow.resolve();
  await Promise.all([written, closing]);
  await expect(gate.write(async () => expect.unreachable())).rejects.toMatchObject({ code: 'CANCELLED' });
});
