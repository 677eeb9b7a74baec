import { AppError, systemClock } from '@sagacity/kernel';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepUnsent } from './keep-unsent.ts';
import type { RedisEventLog } from './open-redis-event-log.ts';
import type { EventLog } from './port.ts';

let isAway: boolean;
let hangs: boolean;
let written: { stream: string; event: unknown }[];
let calls: Set<string>;
let errors: unknown[];
let log: EventLog;

/** Adds a call once, as Redis does; hangs or refuses while away. */
const redis = {
  async append(stream: string, event: unknown, call: string) {
    if (hangs) await vi.waitFor(() => expect(hangs).toBe(false), { timeout: 5_000, interval: 5 });
    if (isAway) throw new AppError('STORE_UNAVAILABLE', 'away');
    if (!calls.has(call)) written.push({ stream, event });
    calls.add(call);
    return { offset: `${written.length}-0`, at: '2026-01-05T00:00:00.000Z', event };
  },
  close: async () => {},
} as unknown as RedisEventLog;

beforeEach(() => {
  isAway = false;
  hangs = false;
  written = [];
  calls = new Set();
  errors = [];
  log = keepUnsent(redis, { clock: systemClock, onError: (error) => errors.push(error) });
});
afterEach(() => log.close());

const eventsOf = (stream: string) =>
  written.filter((each) => each.stream === stream).map(({ event }) => event);

it('answers with the event as logged while the log is there', async () => {
  expect(await log.append('a', 1)).toMatchObject({ offset: '1-0', event: 1 });
});

it('keeps events of an absent log and adds them in order, each once, when it is back', async () => {
  isAway = true;
  for (let n = 0; n < 5; n++) expect(await log.append('a', n)).toBeNull();
  expect(await log.append('b', 'x')).toBeNull();
  isAway = false;
  await log.append('a', 5);
  await vi.waitFor(() => expect(eventsOf('a')).toEqual([0, 1, 2, 3, 4, 5]), 5_000);
  await vi.waitFor(() => expect(eventsOf('b')).toEqual(['x']), 5_000);
  await vi.waitFor(async () => expect(await log.append('a', 6)).not.toBeNull(), 5_000);
});

it('does not hold its caller up behind a log that hangs', async () => {
  hangs = true;
  const started = Date.now();
  expect(await log.append('a', 0)).toBeNull();
  expect(await log.append('a', 1)).toBeNull();
  expect(Date.now() - started).toBeLessThan(2_000);
  hangs = false;
  await vi.waitFor(() => expect(eventsOf('a')).toEqual([0, 1]), 5_000);
});

it('says at the end how many events were never written', async () => {
  isAway = true;
  await log.append('a', 0);
  await log.append('a', 1);
  await log.close();
  expect(String(errors[0])).toMatch(/2 events/);
});
