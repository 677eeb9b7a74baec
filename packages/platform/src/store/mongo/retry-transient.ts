import type { Clock } from '@sagacity/kernel';
import { isServerFailure, isTransient, unavailable } from './mongo-fault.ts';

/** The server's share of one attempt; the driver gives up on a silent connection just after it, so that no work is left running. */
export const attemptMs = 7_500;

export interface RetryOptions {
  /** Names the call in the error. */
  readonly what: string;
  readonly deadlineMs: number;
  readonly clock: Clock;
  /** Brings the driver back: left alone it stays closed for ever when the server was away at its first connection. */
  connect(): Promise<void>;
}

/**
 * Runs `attempt` until it succeeds, fails for good, or the server does or the deadline has passed: then STORE_UNAVAILABLE. Pauses double from 10 to 500 ms,
 * each shortened at random so that callers who failed together do not come back together. `leftMs` is what is left of the deadline.
 */
export async function retryTransient<R>(
  attempt: (leftMs: number) => Promise<R>,
  { what, deadlineMs, clock, connect }: RetryOptions,
): Promise<R> {
  const endsAt = clock.elapsed() + deadlineMs;
  for (let pauseMs = 10; ; pauseMs = Math.min(pauseMs * 2, 500)) {
    try {
      await connect();
      return await attempt(Math.max(1, endsAt - clock.elapsed()));
    } catch (error) {
      if (!isTransient(error)) throw isServerFailure(error) ? unavailable(what, error) : error;
      const waitMs = pauseMs * (0.3 + 0.7 * Math.random());
      if (clock.elapsed() + waitMs >= endsAt) throw unavailable(what, error);
      await clock.sleep(waitMs);
    }
  }
}
