import { randomBytes } from 'node:crypto';
import type { Clock } from '@sagacity/kernel';
import type { Db } from 'mongodb';
import { isServerFailure, saidOf } from './mongo-fault.ts';
import type { Pulse } from './pulse.ts';

/** Rarely while all is well: health is asked every second or so, of each process. */
const againMs = 10_000;
/** More than a server finds between what it holds already. */
const padBytes = 256 * 1024;

/**
 * The smallest write there is, since a server without disk space answers all reads; a large one after a change was refused for want of
 * space, because small ones may still find some. Resolves to null when it was taken, now or a moment
 * ago, else to why not. Waits a fraction of `timeoutMs`: a server that holds the write back still answers reads, so until it is known
 * what became of it the word of the last one stands. Never throws.
 */
export function createWriteProbe(
  db: Db,
  clock: Clock,
  pulse: Pick<Pulse, 'isFull'>,
): (timeoutMs: number) => Promise<string | null> {
  let takenAtMs: number | null = null;
  let refusal: string | null = null;
  let asked: Promise<void> | null = null;

  const write = async (timeoutMs: number): Promise<void> => {
    try {
      const mark = { at: new Date(clock.now()), pad: pulse.isFull ? randomBytes(padBytes) : null };
      await db
        .collection<{ _id: string; at: Date; pad: Buffer | null }>('health')
        .updateOne({ _id: 'write' }, { $set: mark }, { upsert: true, timeoutMS: timeoutMs });
      pulse.isFull = false;
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
    if (!pulse.isFull && takenAtMs !== null && clock.elapsed() - takenAtMs < againMs) return null;
    asked ??= write(timeoutMs);
    await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, timeoutMs / 4).unref())]);
    return refusal;
  };
}
