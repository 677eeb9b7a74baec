import { AppError, type Clock } from '@sagacity/kernel';
import type { Counters } from './port.ts';

const aloneMs = 10_000;

/**
 * Counts with all processes as long as the engine answers, and by itself while it does not. Then it is asked again after ten seconds, so
 * that what is counted is held up by it once in a while and not each time.
 */
export function countAlone(shared: Counters, alone: Counters, clock: Pick<Clock, 'elapsed'>): Counters {
  let aloneUntilMs = Number.NEGATIVE_INFINITY;
  const either = async <R>(count: (counters: Counters) => Promise<R>): Promise<R> => {
    if (clock.elapsed() < aloneUntilMs) return count(alone);
    try {
      return await count(shared);
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'STORE_UNAVAILABLE')) throw error;
      aloneUntilMs = clock.elapsed() + aloneMs;
      return count(alone);
    }
  };
  return {
    add: (name, adding) => either((counters) => counters.add(name, adding)),
    read: (names) => either((counters) => counters.read(names)),
    remove: (names) => either((counters) => counters.remove(names)),
    take: (name, rate) => either((counters) => counters.take(name, rate)),
  };
}
