import { AppError } from '@sagacity/kernel';

/** Lets a run write while it is under way and never afterwards, so that what is forgotten then stays forgotten. */
export interface WriteGate {
  /** Rejects with CANCELLED, without writing, once the gate is closed. */
  write<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when every write under way has ended. */
  close(): Promise<void>;
}

export function openWriteGate(): WriteGate {
  const underWay = new Set<Promise<unknown>>();
  let closed = false;
  return {
    async write(work) {
      if (closed) throw new AppError('CANCELLED', 'The run has ended; what came later is not kept.');
      const writing = work();
      underWay.add(writing);
      try {
        return await writing;
      } finally {
        underWay.delete(writing);
      }
    },
    async close() {
      closed = true;
      await Promise.allSettled(underWay);
    },
  };
}
