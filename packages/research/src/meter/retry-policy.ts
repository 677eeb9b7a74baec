import { isAppError } from '@sagacity/kernel';

export interface RetryPolicy {
  /** Requests to one model before the next is tried. */
  readonly attempts: number;
  /** Wait before the second attempt; doubled for each further one. */
  readonly baseMs: number;
  /** A longer wait than this goes to the next model at once. */
  readonly maxWaitMs: number;
}

export const defaultRetryPolicy: RetryPolicy = { attempts: 3, baseMs: 500, maxWaitMs: 30_000 };

/**
 * What to do after attempt `nth` (from 1) failed: wait so many ms and repeat, try the `next` model, or `stop` (cancelled, budget,
 * or a fault of the program). `random` in [0, 1) spreads the backoff over the upper half of its time.
 */
export function reactTo(
  error: unknown,
  nth: number,
  policy: RetryPolicy,
  random: () => number,
): number | 'next' | 'stop' {
  if (!isAppError(error)) return 'stop';
  if (error.code === 'NOT_CONFIGURED') return 'next';
  const transient =
    error.code === 'RATE_LIMITED' || error.code === 'UPSTREAM_FAILED' || error.code === 'TIME_LIMIT_EXCEEDED';
  if (!transient) return 'stop';
  if (error.details.permanent === true || nth >= policy.attempts) return 'next';
  const backoff = policy.baseMs * 2 ** (nth - 1) * (0.5 + random() / 2);
  const asked = error.details.retryAfterMs;
  const wait = typeof asked === 'number' ? Math.max(asked, backoff) : backoff;
  return wait > policy.maxWaitMs ? 'next' : wait;
}
