import type { Clock } from '@sagacity/kernel';

/** A clock that stands at an ISO time, or is moved by what `time` returns (ms since the epoch). Whoever sleeps wakes at once. */
export function clockAt(time: string | (() => number)): Clock {
  const now = typeof time === 'string' ? () => Date.parse(time) : time;
  return { now, elapsed: now, sleep: async () => {} };
}
