import type { Log } from '@sagacity/platform/log/log';

/** A part to stop, in the order of the list. */
export interface StopStep {
  readonly name: string;
  stop(remainingMs: number): void | Promise<void>;
}

/**
 * Stops every part in order within `graceMs` together. A part that fails or takes too long is logged and the next one follows.
 * True when all of them ended well.
 */
export async function shutDown(log: Log, steps: readonly StopStep[], graceMs: number): Promise<boolean> {
  const endsAtMs = performance.now() + graceMs;
  let clean = true;
  for (const { name, stop } of steps) {
    const remainingMs = Math.max(0, endsAtMs - performance.now());
    const startedMs = performance.now();
    try {
      await within(Promise.resolve(stop(remainingMs)), remainingMs);
      log.info({ step: name, ms: Math.round(performance.now() - startedMs) }, 'stop step done');
    } catch (error) {
      clean = false;
      log.error({ step: name, error }, 'stop step failed');
    }
  }
  return clean;
}

async function within(work: Promise<void>, limitMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the grace time has passed')), limitMs);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
