import { AppError, systemClock } from '@sagacity/kernel';
import { expect, it } from 'vitest';
import { countAlone } from './count-alone.ts';
import { openMemoryCounters } from './open-memory-counters.ts';
import type { Counters } from './port.ts';

it('goes on counting by itself while the engine is away, and with all again after', async () => {
  const shared = openMemoryCounters(systemClock);
  let isAway = true;
  const engine = new Proxy(shared, {
    get: (counters, verb: keyof Counters) =>
      isAway
        ? () => {
            asked += 1;
            return Promise.reject(new AppError('STORE_UNAVAILABLE', 'Redis does not answer'));
          }
        : counters[verb],
  });
  let nowMs = 0;
  let asked = 0;
  const clock = { elapsed: () => nowMs };
  const counters = countAlone(engine, openMemoryCounters(systemClock), clock);
  const rate = { perMinute: 1, burst: 1 };
  expect((await counters.add('failed', { ttlMs: 60_000 })).count).toBe(1);
  expect(await counters.take('bucket', rate)).toBe(0);
  expect(await counters.take('bucket', rate)).toBeGreaterThan(0);
  expect(asked).toBe(1);
  isAway = false;
  nowMs += 10_000;
  expect(await counters.read(['failed'])).toEqual([null]);
  expect(await counters.take('bucket', rate)).toBe(0);
});
