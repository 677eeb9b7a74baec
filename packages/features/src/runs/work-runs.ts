import type { QueueWorker } from '@sagacity/platform/queue/port';
import type { RunServices } from './context.ts';
import { runsQueue } from './documents.ts';
import type { RunJob } from './enqueue-run.ts';
import { executeRun } from './execute-run.ts';

export interface RunWorker extends QueueWorker {
  /** Runs under way, and all that were ever taken, by this process. */
  load(): { readonly running: number; readonly taken: number };
}

/** Takes runs from the queue, `concurrency` at a time in this process. */
export function workRuns(services: RunServices, options: { concurrency: number; queue?: string }): RunWorker {
  let running = 0;
  let taken = 0;
  const { close } = services.queue.work<RunJob>(
    options.queue ?? runsQueue,
    async (job, signal) => {
      running++;
      taken++;
      await executeRun(services, job.payload.runId, signal).finally(() => running--);
    },
    { concurrency: options.concurrency },
  );
  return { close, load: () => ({ running, taken }) };
}
