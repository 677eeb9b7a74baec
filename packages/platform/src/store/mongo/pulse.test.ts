import { EventEmitter } from 'node:events';
import { clockAt } from '@sagacity/testkit/clock-at';
import type { MongoClient } from 'mongodb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { pulseOf, Silence } from './pulse.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = () => new Promise<never>(() => {});
function open() {
  const client = new EventEmitter();
  const pulse = pulseOf(
    client as unknown as MongoClient,
    clockAt(() => Date.now()),
  );
  return { pulse, beat: () => client.emit('serverHeartbeatSucceeded') };
}
const outcomeOf = (work: Promise<unknown>) => {
  const seen = { end: 'none' };
  work.then(
    () => (seen.end = 'done'),
    (error: unknown) => (seen.end = error instanceof Silence ? 'silence' : 'error'),
  );
  return seen;
};

it('gives up what waits once nobody has answered for its patience, and what comes later at once', async () => {
  const { pulse, beat } = open();
  beat();
  const read = outcomeOf(pulse.whileHeard(never, 2_000));
  const write = outcomeOf(pulse.whileHeard(never, 4_000));
  await vi.advanceTimersByTimeAsync(1_900);
  expect([read.end, write.end]).toEqual(['none', 'none']);
  await vi.advanceTimersByTimeAsync(200);
  expect([read.end, write.end]).toEqual(['silence', 'none']);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(write.end).toBe('silence');
  const late = vi.fn(never);
  await expect(pulse.whileHeard(late, 4_000)).rejects.toThrow(Silence);
  expect(late).not.toHaveBeenCalled();
});

it('waits as long as it takes while somebody answers, as during an election', async () => {
  const { pulse, beat } = open();
  const write = outcomeOf(pulse.whileHeard(never, 4_000));
  for (let second = 0; second < 30; second++) {
    beat();
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(write.end).toBe('none');
});

it('waits for the first answer of all, and lets work again from the next one', async () => {
  const { pulse, beat } = open();
  const first = outcomeOf(pulse.whileHeard(never, 2_000));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(first.end).toBe('none');
  beat();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(first.end).toBe('silence');
  beat();
  expect(await pulse.whileHeard(async () => 'found', 2_000)).toBe('found');
});

it('does not count the time in which this process itself stood still', async () => {
  const { pulse, beat } = open();
  beat();
  await vi.advanceTimersByTimeAsync(500);
  const read = outcomeOf(pulse.whileHeard(never, 2_000));
  vi.setSystemTime(Date.now() + 10_000);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(read.end).toBe('none');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(read.end).toBe('silence');
});

it('takes a call that was answered for a sign of life', async () => {
  const { pulse, beat } = open();
  beat();
  const read = outcomeOf(pulse.whileHeard(never, 2_000));
  await vi.advanceTimersByTimeAsync(1_500);
  await pulse.whileHeard(async () => 'found', 2_000);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(read.end).toBe('none');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(read.end).toBe('silence');
});
