import type { AppError } from '@sagacity/kernel';
import { clockAt } from '@sagacity/testkit/clock-at';
import { MongoNetworkError, MongoServerError } from 'mongodb';
import { expect, it, vi } from 'vitest';
import { Silence } from './pulse.ts';
import { retryTransient } from './retry-transient.ts';

function options(deadlineMs = 30_000) {
  let nowMs = 0;
  const sleep = vi.fn(async (ms: number) => {
    nowMs += ms;
  });
  return {
    what: 'test',
    deadlineMs,
    connect: vi.fn(async () => undefined),
    clock: { ...clockAt(() => nowMs), sleep },
  };
}

it.each([
  new MongoNetworkError('connection closed'),
  Object.assign(new Error('This socket has been ended by the other party'), { code: 'EPIPE' }),
  new MongoServerError({ code: 112, errmsg: 'write conflict' }),
  new MongoServerError({ code: 10107, errmsg: 'not primary' }),
  new MongoServerError({ code: 1, errmsg: 'any', errorLabels: ['TransientTransactionError'] }),
])('tries again after $message', async (error) => {
  const attempt = vi
    .fn<(leftMs: number) => Promise<string>>()
    .mockRejectedValueOnce(error)
    .mockResolvedValue('done');
  const given = options();
  expect(await retryTransient(attempt, given)).toBe('done');
  expect(given.connect).toHaveBeenCalledTimes(2);
  expect(attempt.mock.calls[1]?.[0]).toBeLessThan(30_000);
});

it('does not repeat what fails for good', async () => {
  const attempt = vi.fn().mockRejectedValue(new MongoServerError({ code: 11000, errmsg: 'E11000' }));
  await expect(retryTransient(attempt, options())).rejects.toMatchObject({ code: 11000 });
  expect(attempt).toHaveBeenCalledTimes(1);
});

it('pauses longer each time, up to half a second, and ends inside the deadline', async () => {
  const given = options(5_000);
  const attempt = vi.fn().mockRejectedValue(new MongoNetworkError('gone'));
  await expect(retryTransient(attempt, given)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  expect(given.clock.now()).toBeLessThan(5_000);
  const pauses = given.clock.sleep.mock.calls.map(([ms]) => ms);
  expect(pauses[0]).toBeLessThanOrEqual(10);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(500);
  expect(attempt.mock.calls.length).toBeGreaterThan(10);
});

it('keeps its deadline although the time of day jumps an hour ahead', async () => {
  const given = options();
  let jumpMs = 0;
  const clock = { ...given.clock, now: () => given.clock.now() + jumpMs, elapsed: given.clock.now };
  const attempt = vi
    .fn<(leftMs: number) => Promise<string>>()
    .mockImplementationOnce(async () => {
      jumpMs = 3_600_000;
      throw new MongoNetworkError('connection closed');
    })
    .mockResolvedValue('done');
  expect(await retryTransient(attempt, { ...given, clock })).toBe('done');
  expect(attempt.mock.lastCall?.[0]).toBeGreaterThan(29_000);
});

it('says that the server failed, and does not repeat what may have been done', async () => {
  const full = new MongoServerError({ code: 14_031, errmsg: 'No space left on device' });
  const attempt = vi.fn().mockRejectedValue(full);
  await expect(retryTransient(attempt, options())).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
    message: expect.stringContaining('has no disk space left'),
  });
  expect(attempt).toHaveBeenCalledTimes(1);
});

it('gives up at once when nobody answers at all, however much of the deadline is left', async () => {
  const pulse = {
    isFull: false,
    silentMs: () => 5_000,
    whileHeard: vi.fn(() => Promise.reject(new Silence())),
  };
  const given = options();
  const attempt = vi.fn();
  await expect(retryTransient(attempt, { ...given, pulse, patienceMs: 2_000 })).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
  });
  expect(pulse.whileHeard).toHaveBeenCalledExactlyOnceWith(expect.any(Function), 2_000);
  expect(given.clock.sleep).not.toHaveBeenCalled();
});

it.each([
  new MongoNetworkError('connect ECONNREFUSED 172.21.0.3:27017'),
  new MongoServerError({ code: 14_031, errmsg: 'no space left: sagacity.sign_in_attempts on mongodb:27017' }),
  new MongoServerError({ code: 18, errmsg: 'Authentication failed for sagacity@172.21.0.3' }),
])('says to anybody that the database is away, but no address or name of its: $message', async (error) => {
  const failed = retryTransient(() => Promise.reject(error), {
    ...options(100),
    what: 'sagacity.secret_name',
  });
  const thrown = await failed.catch((caught: unknown) => caught as AppError);
  expect(thrown).toMatchObject({ code: 'STORE_UNAVAILABLE', details: {} });
  expect((thrown as AppError).message).not.toMatch(/172|27017|sagacity|sign_in|secret_name/);
  expect(String((thrown as AppError).cause)).toContain(`secret_name: ${error.message}`);
});
