import type { Clock } from '@sagacity/kernel';
import type { Db } from 'mongodb';
import { isServerFailure, saidOf } from './mongo-fault.ts';

/** Rarely while all is well: health is asked every second or so, of each process. */
const againMs = 10_000;

/**
 * The smallest write there is, since a server without disk space answers all reads. Resolves to null when it was taken, now or a moment
 * ago, else to why not. Waits a fraction of `timeoutMs`: a server that holds the write back still answers reads, so until it is known
 * what became of it the word of the last one stands. Never throws.
 */
export function createWriteProbe(db: Db, clock: Clock): (timeoutMs: number) => Promise<string | null> {
  let takenAtMs: number | null = null;
  let refusal: string | null = null;
  let asked: Promise<void> | null = null;

  const write = async (timeoutMs: number): Promise<void> => {
    try {
      const mark = { $set: { at: new Date(clock.now()) } };
      await db
        .collection<{ _id: string }>('health')
        .updateOne({ _id: 'write' }, mark, { upsert: true, timeoutMS: timeoutMs });
      takenAtMs = clock.elapsed();
      refusal = null;
    } catch (error) {
      const why = isServerFailure(error) ? saidOf(error) : `MongoDB took no write within ${timeoutMs} ms`;
      takenAtMs = null;
      refusal = `${why}; reads go on`;
    } finally {
      asked = null;
    }
  };

  return async (timeoutMs) => {
    if (takenAtMs !== null && clock.elapsed() - takenAtMs < againMs) return null;
    asked ??= write(timeoutMs);
    await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, timeoutMs / 4).unref())]);
    return refusal;
  };
}
