import type { Clock } from '@sagacity/kernel';
import { isOutOfSpace, isRefused, isServerFailure, isTransient, unavailable } from './mongo-fault.ts';
import { type Pulse, Silence } from './pulse.ts';

/** For what people wait for: a page within three seconds, a change within five. */
export const readPatienceMs = 2_600;
export const writePatienceMs = 4_600;

/** The server's share of one attempt; the driver gives up on a silent connection just after it, so that no work is left running. */
export const attemptMs = 7_500;

export interface RetryOptions {
  /** Names the call in the error. */
  readonly what: string;
  readonly deadlineMs: number;
  readonly clock: Clock;
  /** Without it only the deadline counts. */
  readonly pulse?: Pulse;
  /** How long nobody at all may be silent: there is no election to wait for then. */
  readonly patienceMs?: number;
  /** Brings the driver back: left alone it stays closed for ever when the server was away at its first connection. */
  connect(): Promise<void>;
}

/**
 * Runs `attempt` until it succeeds, fails for good, or the server does, nobody has answered for `patienceMs` or the deadline has passed:
 * then STORE_UNAVAILABLE. Pauses double from 10 to 500 ms, each shortened at random so that callers who failed together do not come back together. `leftMs` is what is left of the deadline.
 */
export async function retryTransient<R>(
  attempt: (leftMs: number) => Promise<R>,
  { what, deadlineMs, clock, connect, pulse, patienceMs = writePatienceMs }: RetryOptions,
): Promise<R> {
  const endsAt = clock.elapsed() + deadlineMs;
  for (let pauseMs = 10; ; pauseMs = Math.min(pauseMs * 2, 500)) {
    try {
      const begin = async () => {
        await connect();
        return attempt(Math.max(1, endsAt - clock.elapsed()));
      };
      return await (pulse ? pulse.whileHeard(begin, patienceMs) : begin());
    } catch (error) {
      if (pulse && isOutOfSpace(error)) pulse.isFull = true;
      if (!isTransient(error))
        throw isServerFailure(error) || isRefused(error) || error instanceof Silence
          ? unavailable(what, error)
          : error;
      const waitMs = pauseMs * (0.3 + 0.7 * Math.random());
      if (clock.elapsed() + waitMs >= endsAt) throw unavailable(what, error);
      await clock.sleep(waitMs);
    }
  }
}
