import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAppError } from '@sagacity/kernel';
import { openSqliteDatabase } from '@sagacity/platform/sqlite/open-database';
import { openSqliteStore } from '@sagacity/platform/store/sqlite/open-store';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadConfig } from '../config.ts';
import { attemptsOf, signInLimits } from './attempt-limits.ts';
import { accountSections } from './config.ts';
import { signInAttempts } from './documents.ts';
import { reserveAttempts } from './reserve-attempts.ts';

const dayMs = 86_400_000;
let nowMs = 0;
let ctx: Parameters<typeof reserveAttempts>[0];
let close: () => Promise<void>;
beforeEach(async () => {
  const directory = mkdtempSync(join(tmpdir(), 'attempts-'));
  const database = await openSqliteDatabase(join(directory, 'test.db'));
  const store = openSqliteStore({ database, onSweepFailed: () => {} });
  await store.ensure([signInAttempts]);
  nowMs = Date.parse('2026-11-30T00:00:00Z');
  const clock = { now: () => nowMs, elapsed: () => nowMs, sleep: () => new Promise<void>(() => {}) };
  const { lockout } = accountSections.of(loadConfig({ directory, environment: {} }));
  ctx = { clock, store, lockout };
  close = async () => {
    await store.close();
    await database.close();
    rmSync(directory, { recursive: true });
  };
});
afterEach(() => close());

/** Guesses at once whenever it may, for a day, each time from the address given; how many passwords were looked at. */
async function guessesOfADay(addressOf: (guess: number) => string): Promise<number> {
  const endsAtMs = nowMs + dayMs;
  let guesses = 0;
  while (nowMs < endsAtMs) {
    const from = { ...ctx, address: addressOf(guesses) };
    try {
      await reserveAttempts(ctx, signInLimits(from, 'admin', false));
      guesses++;
    } catch (error) {
      if (!isAppError(error, 'LOCKED_OUT')) throw error;
      nowMs += error.details.retryAfterMs as number;
    }
  }
  return guesses;
}

it('leaves one address 34 guesses a day at an account', async () => {
  expect(await guessesOfADay(() => '203.0.113.9')).toBe(34);
});

it('leaves any number of addresses together 310 guesses a day at an account', async () => {
  expect(await guessesOfADay((guess) => `2001:db8:0:${guess.toString(16)}::1`)).toBe(310);
});

it('counts nothing where one of the limits refuses', async () => {
  await guessesOfADay((guess) => `2001:db8:0:${guess.toString(16)}::1`);
  nowMs -= 1;
  const limits = signInLimits({ ...ctx, address: '198.51.100.1' }, 'admin', false);
  for (let i = 0; i < 30; i++)
    await expect(reserveAttempts(ctx, limits)).rejects.toMatchObject({ code: 'LOCKED_OUT' });
  const own = await ctx.store
    .collection(signInAttempts)
    .find({ _id: { $in: limits.map(({ key }) => key).slice(0, 2) } });
  expect(own.map(({ failures }) => failures)).toEqual([0, 0]);
});

it('finds all attempts at an account, and none at one whose name begins alike', async () => {
  for (const name of ['ada', 'ada-2', 'ada.b', 'adab'])
    await reserveAttempts(ctx, signInLimits({ ...ctx, address: '203.0.113.9' }, name, false));
  const found = await ctx.store.collection(signInAttempts).find(attemptsOf('ada').fromAnywhere);
  expect(found.map(({ _id }) => _id).sort()).toEqual(['account:ada', 'account:ada@203.0.113.9']);
});
