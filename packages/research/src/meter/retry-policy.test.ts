import type { ErrorCode } from '@sagacity/contracts/errors';
import { AppError } from '@sagacity/kernel';
import { describe, expect, it } from 'vitest';
import { defaultRetryPolicy, reactTo } from './retry-policy.ts';

const react = (code: ErrorCode, nth: number, last: boolean, details: object = {}) =>
  reactTo({ error: new AppError(code, 'x', { ...details }), nth, last }, defaultRetryPolicy, () => 0);

describe('the reaction to a failed call', () => {
  it('doubles the wait from attempt to attempt, then goes on to the next model', () => {
    expect([1, 2, 3].map((nth) => react('UPSTREAM_FAILED', nth, false))).toEqual([250, 500, 'next']);
  });

  it('waits as long as the vendor asks, unless another model can answer sooner', () => {
    expect(react('RATE_LIMITED', 1, false, { retryAfterMs: 9_000 })).toBe(9_000);
    expect(react('RATE_LIMITED', 1, false, { retryAfterMs: 60_000 })).toBe('next');
    expect(react('RATE_LIMITED', 1, true, { retryAfterMs: 60_000 })).toBe(60_000);
    expect(react('RATE_LIMITED', 1, true, { retryAfterMs: 900_000 })).toBe('next');
  });

  it('is more patient with the last model when that is only busy', () => {
    expect([
      react('RATE_LIMITED', 3, false),
      react('RATE_LIMITED', 3, true),
      react('RATE_LIMITED', 6, true),
    ]).toEqual(['next', 1000, 'next']);
  });

  it('asks a model that outlived its time limit once more only', () => {
    expect([react('TIME_LIMIT_EXCEEDED', 1, true), react('TIME_LIMIT_EXCEEDED', 2, true)]).toEqual([
      250,
      'next',
    ]);
  });

  it('repeats nothing that cannot succeed, and stops at what no model can help', () => {
    expect(react('NOT_CONFIGURED', 1, true)).toBe('next');
    expect(react('UPSTREAM_FAILED', 1, false, { permanent: true })).toBe('next');
    expect([react('BUDGET_EXCEEDED', 1, false), react('CANCELLED', 1, false)]).toEqual(['stop', 'stop']);
    expect(reactTo({ error: new TypeError('bug'), nth: 1, last: false }, defaultRetryPolicy, () => 0)).toBe(
      'stop',
    );
  });
});
