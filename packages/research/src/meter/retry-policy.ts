import { isAppError } from '@sagacity/kernel';

export interface RetryPolicy {
  /** Requests to one model before the next is tried; two are enough for one that outlived its time limit. */
  readonly attempts: number;
  /** The same for a last model that says it is busy: nobody else can answer. */
  readonly lastAttempts: number;
  /** Wait before the second attempt; doubled for each further one. */
  readonly baseMs: number;
  /** A longer wait than this goes to the next model at once; the last model is waited for ten times as long. */
  readonly maxWaitMs: number;
}

export const defaultRetryPolicy: RetryPolicy = {
  attempts: 3,
  lastAttempts: 6,
  baseMs: 500,
  maxWaitMs: 30_000,
};

export interface Failure {
  readonly error: unknown;
  /** Attempts made at this model, this one included. */
  readonly nth: number;
  /** Whether no other model is left. */
  readonly last: boolean;
}

const transient = ['RATE_LIMITED', 'UPSTREAM_FAILED', 'TIME_LIMIT_EXCEEDED'] as const;

/**
 * What to do after a failed attempt: wait so many ms and repeat, try the `next` model, or `stop` (cancelled, budget, or a fault of
 * the program). `random` in [0, 1) spreads the backoff over the upper half of its time.
 */
export function reactTo(
  { error, nth, last }: Failure,
  policy: RetryPolicy,
  random: () => number,
): number | 'next' | 'stop' {
  if (isAppError(error, 'NOT_CONFIGURED') || isAppError(error, 'KEY_REFUSED')) return 'next';
  if (!isAppError(error) || !transient.some((code) => code === error.code)) return 'stop';
  if (error.details.permanent === true || nth >= attemptsAfter(error.code, last, policy)) return 'next';
  const backoff = policy.baseMs * 2 ** (nth - 1) * (0.5 + random() / 2);
  const asked = error.details.retryAfterMs;
  const waitMs = typeof asked === 'number' ? Math.max(asked, backoff) : backoff;
  return waitMs > policy.maxWaitMs * (last ? 10 : 1) ? 'next' : waitMs;
}

function attemptsAfter(code: string, last: boolean, { attempts, lastAttempts }: RetryPolicy): number {
  if (code === 'TIME_LIMIT_EXCEEDED') return Math.min(2, attempts);
  return code === 'RATE_LIMITED' && last ? lastAttempts : attempts;
}
