import { type Clock, isAppError } from '@sagacity/kernel';

const againMs = 1_000;

/** Keeps what was paid for, and waits for a store that is away; only the end of the run's time here, the signal's reason, lets go of it. */
export async function keepCall(
  record: () => Promise<void>,
  clock: Pick<Clock, 'sleep'>,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    try {
      return await record();
    } catch (error) {
      if (!isAppError(error, 'STORE_UNAVAILABLE')) throw error;
    }
    await clock.sleep(againMs, signal);
  }
}
