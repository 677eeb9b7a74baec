import { fileURLToPath } from 'node:url';
import { AppError, isAppError } from '@sagacity/kernel';
import { Piscina } from 'piscina';

export interface ThreadsOptions {
  /** Its exported functions are what the threads can do: pure, with inputs and outputs that can be cloned. */
  readonly module: URL;
  /** How many calls wait beside the one at work. */
  readonly maxWaiting: number;
  /** How many calls of one owner are at work or wait. */
  readonly maxOfOwner: number;
  /** For one call; those before it may take as long each. Then its thread is ended. */
  readonly timeoutMs: number;
  /** What one thread may hold. */
  readonly heapMib: number;
}

export interface ThreadCall<I> {
  readonly name: string;
  readonly input: I;
  /** Whose work it is; one owner cannot fill the queue. */
  readonly owner: string;
}

export interface Threads {
  /**
   * Throws RATE_LIMITED when too many wait, TIME_LIMIT_EXCEEDED, PAYLOAD_TOO_LARGE when the input needs more memory than a thread may
   * have, and whatever the function throws.
   */
  run<I, O>(call: ThreadCall<I>): Promise<O>;
  close(): Promise<void>;
}

/** Idle threads end, so that a program that seldom needs one keeps none. */
const idleTimeoutMs = 10_000;

/** One thread beside the event loop, for work that would hold it for more than a moment. */
export function openThreads({ module, maxWaiting, maxOfOwner, timeoutMs, heapMib }: ThreadsOptions): Threads {
  const pool = new Piscina({
    filename: fileURLToPath(module),
    minThreads: 0,
    maxThreads: 1,
    maxQueue: maxWaiting,
    idleTimeout: idleTimeoutMs,
    resourceLimits: { maxOldGenerationSizeMb: heapMib },
  });
  const held = new Map<string, number>();
  let taken = 0;
  const busy = (whose: string) =>
    new AppError('RATE_LIMITED', `${whose}; try again in a few seconds`, { retryAfterMs: 2_000 });
  return {
    async run({ name, input, owner }) {
      const count = held.get(owner) ?? 0;
      if (count >= maxOfOwner) throw busy(`${maxOfOwner} of your files are being read`);
      if (pool.queueSize >= maxWaiting) throw busy(`${maxWaiting} files of others wait to be read`);
      held.set(owner, count + 1);
      try {
        taken += 1;
        return await pool.run(input, { name, signal: AbortSignal.timeout(timeoutMs * taken) });
      } catch (error) {
        throw toFailure(error, timeoutMs);
      } finally {
        taken -= 1;
        const left = (held.get(owner) ?? 1) - 1;
        if (left > 0) held.set(owner, left);
        else held.delete(owner);
      }
    },
    close: () => pool.close({ force: true }),
  };
}

function toFailure(error: unknown, timeoutMs: number): unknown {
  if (isAppError(error) || !(error instanceof Error)) return error;
  if (error.name === 'AbortError')
    return new AppError('TIME_LIMIT_EXCEEDED', `reading it took longer than ${timeoutMs} ms`, {}, error);
  if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new AppError('PAYLOAD_TOO_LARGE', 'reading it takes more memory than there is for it', {}, error);
  return error;
}
