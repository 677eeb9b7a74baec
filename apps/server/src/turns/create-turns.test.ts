import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createTurns } from './create-turns.ts';

const hasCome = async (come: Promise<void>) =>
  Promise.race([come.then(() => true), setImmediate().then(() => setImmediate(false))]);

it('lets some of each sender work at once, and the rest in their order', async () => {
  const turns = createTurns({ each: 2, waiting: 5 });
  const [first, second, third, fourth] = [1, 2, 3, 4].map(() => turns.take('a'));
  expect(await Promise.all([first, second, third, fourth].map((turn) => hasCome(turn!.come)))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(await hasCome(turns.take('b').come)).toBe(true);
  second!.leave();
  second!.leave();
  await third!.come;
  expect(await hasCome(fourth!.come)).toBe(false);
  first!.leave();
  await fourth!.come;
});

it('passes over those that gave up waiting', async () => {
  const turns = createTurns({ each: 1, waiting: 5 });
  const [first, second, third] = [1, 2, 3].map(() => turns.take('a'));
  second!.leave();
  first!.leave();
  await third!.come;
  expect(await hasCome(second!.come)).toBe(false);
  third!.leave();
  expect(await hasCome(turns.take('a').come)).toBe(true);
});

it('lets the event loop turn between the work of one who asks on and on', async () => {
  const turns = createTurns({ each: 12, waiting: 1 });
  let isTurned = false;
  globalThis.setImmediate(() => {
    isTurned = true;
  });
  const turn = turns.take('a');
  await turn.come;
  turn.leave();
  expect(isTurned).toBe(true);
});

it('refuses more than anybody needs', () => {
  const turns = createTurns({ each: 1, waiting: 1 });
  turns.take('a');
  turns.take('a');
  expect(() => turns.take('a')).toThrow(expect.objectContaining({ code: 'RATE_LIMITED' }));
  expect(() => turns.take('b')).not.toThrow();
});
