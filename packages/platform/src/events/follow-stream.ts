import type { Clock } from '@sagacity/kernel';
import type { LoggedEvent } from './port.ts';

export interface FollowSource<E> {
  readonly after: string | null;
  readonly clock: Clock;
  /** Aborts when the log is closed; ends the following. */
  readonly closed: AbortSignal;
  read(after: string | null, limit: number): Promise<LoggedEvent<E>[]>;
  /** Registers `wake`, to be called after each append; returns the function that unregisters it. */
  subscribe(wake: () => void): () => void;
  onEvent(event: LoggedEvent<E>): void | Promise<void>;
}

const pageSize = 200;
const retryMs = 500;

/**
 * Follows by reading after the last delivered offset whenever woken, so a wake-up that is lost or doubled can lose or double no event.
 * A failed read is tried again; a throwing `onEvent` ends the following, and the returned stop rejects with its error.
 */
export async function followStream<E>(source: FollowSource<E>): Promise<() => Promise<void>> {
  let cursor = source.after;
  let stopped = false;
  let failure: { error: unknown } | null = null;
  let dirty = false;
  let running = false;

  const deliver = async (event: LoggedEvent<E>) => {
    try {
      await source.onEvent(event);
    } catch (error) {
      failure = { error };
      stopped = true;
      unsubscribe();
    }
    cursor = event.offset;
  };

  const drain = async () => {
    do {
      dirty = false;
      const page = await source.read(cursor, pageSize);
      for (const event of page) {
        if (stopped || source.closed.aborted) return;
        await deliver(event);
      }
      dirty ||= page.length === pageSize;
    } while (dirty && !stopped);
  };

  const wake = () => {
    dirty = true;
    if (running || stopped || source.closed.aborted) return;
    running = true;
    drain()
      .catch(async () => {
        await source.clock.sleep(retryMs, source.closed).catch(() => {});
        dirty = true;
      })
      .finally(() => {
        running = false;
        if (dirty) wake();
      });
  };

  const unsubscribe = source.subscribe(() => wake());
  const stop = async () => {
    stopped = true;
    unsubscribe();
    if (failure) throw failure.error;
  };
  running = true;
  try {
    await drain();
  } catch (error) {
    await stop();
    throw error;
  }
  running = false;
  if (failure) await stop();
  if (dirty) wake();
  return stop;
}
