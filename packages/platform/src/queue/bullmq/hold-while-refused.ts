import type { Clock } from '@sagacity/kernel';
import { WaitingError, type Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { isRefusal, tryWrite } from '../../redis/connect-redis.ts';

export interface Refusals {
  /** Runs `work`, again after every refusal. */
  outlast<R>(work: () => Promise<R>): Promise<R>;
  /** Whether Redis refuses writes; then it resolves when that is over. */
  outlasted(): Promise<boolean>;
  /** Tells of an error that may be a refusal. */
  met(error: unknown): void;
  /** Whoever waits gets BullMQ's WaitingError, which leaves the job to others. */
  close(): void;
}

const againMs = 250;

/**
 * While Redis refuses writes (no memory, disk or replica left) the worker takes no job and what it has to write waits: of BullMQ's
 * scripts some are refused then and some are not, which would count attempts and lost leases until the job has failed.
 */
export function holdWhileRefused(
  worker: Pick<Worker, 'pause' | 'resume'>,
  connection: Redis,
  clock: Clock,
): Refusals {
  const closed = new AbortController();
  let held: Promise<void> | null = null;

  const untilTaken = async () => {
    await worker.pause(true);
    for (;;) {
      await clock.sleep(againMs, closed.signal);
      if (await takesWrites()) return worker.resume();
    }
  };
  const takesWrites = () =>
    tryWrite(connection).then(
      () => true,
      (error) => {
        if (isRefusal(error)) return false;
        throw error;
      },
    );
  const hold = () => {
    held ??= untilTaken()
      .catch((error) => {
        throw closed.signal.aborted ? new WaitingError() : error;
      })
      .finally(() => {
        held = null;
      });
    return held;
  };

  return {
    async outlast(work) {
      for (;;) {
        try {
          return await work();
        } catch (error) {
          if (!isRefusal(error)) throw error;
        }
        await hold();
      }
    },
    async outlasted() {
      if (!held && (await takesWrites())) return false;
      await hold();
      return true;
    },
    met(error) {
      if (isRefusal(error)) hold().catch(() => {});
    },
    close: () => closed.abort(),
  };
}
