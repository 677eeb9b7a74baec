import { AppError, type Clock } from '@sagacity/kernel';
import type { HeldLease, Lease } from '@sagacity/platform/lease/port';
import { silentLog } from '@sagacity/platform/log/index';
import type { Store } from '@sagacity/platform/store/port';
import { clockAt } from '@sagacity/testkit/clock-at';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { leadSchedules, type Scheduler } from './lead-schedules.ts';
import type { Schedule } from './schedule.ts';

/** A clock whose sleepers wake when it is moved past their time. */
function handClock() {
  let nowMs = 1_000_000;
  let setMs = 0;
  const sleepers = new Set<{ atMs: number; wake(): void }>();
  const clock: Clock = {
    ...clockAt(() => nowMs),
    now: () => nowMs + setMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const sleeper = { atMs: nowMs + ms, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => sleepers.delete(sleeper) && reject(signal.reason));
      }),
  };
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const pass = async (ms: number, stepMs = 500) => {
    for (let passed = 0; passed < ms; passed += stepMs) {
      nowMs += stepMs;
      for (const sleeper of sleepers) if (sleeper.atMs <= nowMs && sleepers.delete(sleeper)) sleeper.wake();
      await settle();
    }
  };
  return { clock, pass, settle, stall: (ms: number) => (nowMs += ms), set: (ms: number) => (setMs += ms) };
}

/** One name's lease, kept as the adapters keep it; `renewal` stands for what goes wrong with a renewal. */
function oneLease(clock: Clock) {
  let holder = 0;
  let untilMs = 0;
  let token = 0;
  const faults: { renewal: null | (() => Promise<boolean>); acquire: null | Error } = {
    renewal: null,
    acquire: null,
  };
  const lease: Lease = {
    async acquire(name, ttlMs): Promise<HeldLease | null> {
      if (faults.acquire) throw faults.acquire;
      if (clock.elapsed() < untilMs) return null;
      const fencingToken = ++token;
      holder = fencingToken;
      untilMs = clock.elapsed() + ttlMs;
      const isMine = () => holder === fencingToken && clock.elapsed() < untilMs;
      return {
        name,
        fencingToken,
        async renew() {
          if (faults.renewal) return faults.renewal();
          if (!isMine()) return false;
          untilMs = clock.elapsed() + ttlMs;
          return true;
        },
        async release() {
          if (isMine()) untilMs = 0;
        },
      };
    },
    close: async () => {},
  };
  return { lease, faults };
}

type When = { everyMs: number } | { cron: string; zone: string | null };

/** As much of a store as a schedule that follows the wall clock asks for. */
const keeping = (kept: Map<string, object>) =>
  ({
    collection: () => ({
      findOne: async ({ _id }: { _id: string }) => kept.get(_id) ?? null,
      replaceOne: async ({ _id }: { _id: string }, document: object) => kept.set(_id, document),
    }),
  }) as unknown as Store; // nothing else is asked

const open: Scheduler[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((scheduler) => scheduler.stop()));
});

function setUp() {
  const hand = handClock();
  const { lease, faults } = oneLease(hand.clock);
  const rounds: { who: string; fencingToken: number }[] = [];
  const kept = new Map<string, object>();
  const start = (who: string, round: Schedule['round'] = async () => {}, when: When = { everyMs: 1_000 }) => {
    const schedule: Schedule = {
      name: 'counting',
      ...when,
      async round(term) {
        rounds.push({ who, fencingToken: term.fencingToken });
        await round(term);
      },
    };
    const { clock } = hand;
    const scheduler = leadSchedules({
      lease,
      schedules: [schedule],
      clock,
      log: silentLog,
      store: keeping(kept),
    });
    open.push(scheduler);
    return scheduler;
  };
  return { ...hand, faults, rounds, start };
}

it('runs the rounds in one process of all, again and again', async () => {
  const { pass, settle, rounds, start } = setUp();
  const [a, b] = [start('a'), start('b')];
  expect(() => a.state()).toThrow('has not asked');
  await settle();
  expect([a.state(), b.state()]).toEqual(['leading', 'following']);
  await pass(20_000);
  expect(new Set(rounds.map(({ who }) => who))).toEqual(new Set(['a']));
  expect(rounds.length).toBeGreaterThan(15);
});

it('moves at once when the leader stops, with a larger token', async () => {
  const { pass, settle, rounds, start } = setUp();
  const a = start('a');
  const b = start('b');
  await settle();
  await a.stop();
  await pass(1_500);
  expect(b.state()).toBe('leading');
  expect(rounds.at(-1)).toEqual({ who: 'b', fencingToken: 2 });
});

it('stops the rounds at once when a renewal is refused, fails or has no answer in time', async () => {
  const faults = [
    async () => false,
    async () => Promise.reject(new AppError('STORE_UNAVAILABLE', 'Redis does not answer')),
    () => new Promise<boolean>(() => {}),
  ];
  for (const renewal of faults) {
    const made = setUp();
    let aborted = false;
    const wait: Schedule['round'] = ({ signal }) =>
      new Promise((resolve) =>
        signal.addEventListener('abort', () => {
          aborted = true;
          resolve();
        }),
      );
    const scheduler = made.start('a', wait);
    await made.settle();
    made.faults.renewal = renewal;
    await made.pass(4_500);
    expect(aborted).toBe(true);
    await made.pass(8_000);
    expect(scheduler.state()).toBe('leading');
    expect(made.rounds.at(-1)?.fencingToken).toBeGreaterThan(1);
  }
});

it('begins no round after it stood still longer than its lease', async () => {
  const { pass, settle, stall, rounds, start } = setUp();
  start('a');
  const b = start('b');
  await settle();
  stall(6_000);
  await pass(500);
  expect(rounds.filter(({ who }) => who === 'a')).toHaveLength(1);
  await pass(3_000);
  expect(b.state() === 'leading' || rounds.at(-1)?.fencingToken === 2).toBe(true);
});

it('leads on although the clock is put an hour ahead, and gives up in time although it is put back', async () => {
  const { pass, settle, set, faults, rounds, start } = setUp();
  const scheduler = start('a');
  await settle();
  set(3_600_000);
  await pass(10_000);
  expect([scheduler.state(), rounds.at(-1)?.fencingToken]).toEqual(['leading', 1]);
  faults.renewal = () => new Promise<boolean>(() => {});
  faults.acquire = new AppError('STORE_UNAVAILABLE', 'Redis does not answer');
  set(-7_200_000);
  await pass(8_000);
  expect(() => scheduler.state()).toThrow('Redis does not answer');
});

it('says that it cannot ask, and stands again when it can', async () => {
  const { pass, settle, faults, start } = setUp();
  faults.acquire = new AppError('STORE_UNAVAILABLE', 'Redis does not answer');
  const scheduler = start('a');
  await settle();
  expect(() => scheduler.state()).toThrow('Redis does not answer');
  faults.acquire = null;
  await pass(1_500);
  expect(scheduler.state()).toBe('leading');
});

it('says which schedule failed, until it works again', async () => {
  const { pass, settle, start } = setUp();
  const round = vi.fn(async () => {}).mockRejectedValueOnce(new Error('no room'));
  const scheduler = start('a', round);
  await settle();
  expect([...scheduler.failures()]).toEqual([['counting', 'no room']]);
  await pass(1_000);
  expect([...scheduler.failures()]).toEqual([]);
});

describe('a schedule by the wall clock', () => {
  const minute = 60_000;
  const tenPast: When = { cron: '10 * * * *', zone: 'UTC' }; // the clock begins at 00:16:40

  it('has its round at its time only', async () => {
    const { pass, settle, rounds, start } = setUp();
    start('a', undefined, tenPast);
    await settle();
    await pass(53 * minute, 30_000);
    expect(rounds).toHaveLength(0);
    await pass(minute);
    expect(rounds).toHaveLength(1);
    await pass(60 * minute);
    expect(rounds).toHaveLength(2);
  });

  it('makes up, once, for what passed while nobody led', async () => {
    const { pass, settle, rounds, start } = setUp();
    const a = start('a', undefined, tenPast);
    await settle();
    await a.stop();
    await pass(300 * minute, minute);
    start('b', undefined, tenPast);
    await pass(minute);
    expect(rounds).toEqual([{ who: 'b', fencingToken: 2 }]);
  });

  it('tries a round that failed again within a minute or two', async () => {
    const { pass, settle, rounds, start } = setUp();
    const scheduler = start('a', vi.fn(async () => {}).mockRejectedValueOnce(new Error('no room')), tenPast);
    await settle();
    await pass(54 * minute);
    expect([...scheduler.failures()]).toEqual([['counting', 'no room']]);
    await pass(minute);
    expect([rounds.length, [...scheduler.failures()]]).toEqual([2, []]);
  });
});
