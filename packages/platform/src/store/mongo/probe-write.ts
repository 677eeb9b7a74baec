import type { Clock } from '@sagacity/kernel';
import type { Db } from 'mongodb';
import { isServerFailure, saidOf } from './mongo-fault.ts';

/** Rarely while all is well: health is asked every second or so, of each process. */
const againMs = 10_000;

/**
 * The smallest write there is, since a server without disk space answers all reads. Resolves to null when it was taken, now or a moment
 * ago, else to why not. Never throws.
 */
export function createWriteProbe(db: Db, clock: Clock): (timeoutMs: number) => Promise<string | null> {
  let takenAtMs: number | null = null;
  return async (timeoutMs) => {
    if (takenAtMs !== null && clock.elapsed() - takenAtMs < againMs) return null;
    takenAtMs = null;
    try {
      const mark = { $set: { at: new Date(clock.now()) } };
      await db
        .collection<{ _id: string }>('health')
        .updateOne({ _id: 'write' }, mark, { upsert: true, timeoutMS: timeoutMs });
      takenAtMs = clock.elapsed();
      return null;
    } catch (error) {
      const why = isServerFailure(error) ? saidOf(error) : `MongoDB took no write within ${timeoutMs} ms`;
      return `${why}; reads go on`;
    }
  };
}
