import { AppError } from '@sagacity/kernel';
import type { Counters } from './port.ts';

/** Counts with all processes as long as the engine answers, and by itself while it does not: what is counted is never held up by it. */
export function countAlone(shared: Counters, alone: Counters): Counters {
  const either = async <R>(count: (counters: Counters) => Promise<R>): Promise<R> => {
    try {
      return await count(shared);
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'STORE_UNAVAILABLE')) throw error;
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
