import type { Clock } from '@sagacity/kernel';
import { nextArrival } from './next-arrival.ts';
import type { Count, Counters } from './port.ts';

/** Counts of this process alone. `name` is from a closed set: nothing is swept. */
export function openMemoryCounters(clock: Pick<Clock, 'now'>): Counters {
  const counts = new Map<string, { count: number; endsAtMs: number; note: string }>();
  const buckets = new Map<string, number>();
  const find = (name: string): Count | null => {
    const kept = counts.get(name);
    if (!kept || kept.endsAtMs <= clock.now()) return null;
    return { count: kept.count, leftMs: kept.endsAtMs - clock.now(), note: kept.note };
  };
  return {
    async add(name, { ttlMs, renews = false, note = '' }) {
      const before = find(name);
      const leftMs = before && !renews ? before.leftMs : ttlMs;
      const count = (before?.count ?? 0) + 1;
      counts.set(name, { count, endsAtMs: clock.now() + leftMs, note });
      return { count, leftMs, note };
    },
    read: async (names) => names.map(find),
    async remove(names) {
      for (const name of names) counts.delete(name);
    },
    async take(name, rate) {
      const { fullAtMs, waitMs } = nextArrival(buckets.get(name) ?? 0, clock.now(), rate);
      buckets.set(name, fullAtMs);
      return waitMs;
    },
  };
}
