import type { QueueWorker } from '@sagacity/platform/queue/port';
import type { RunServices } from './context.ts';
import { runsQueue } from './documents.ts';
import type { RunJob } from './enqueue-run.ts';
import { executeRun } from './execute-run.ts';

/** Takes runs from the queue, `concurrency` at a time in this process. */
export const workRuns = (
  services: RunServices,
  options: { concurrency: number; queue?: string },
): QueueWorker =>
  services.queue.work<RunJob>(
    options.queue ?? runsQueue,
    (job, signal) => executeRun(services, job.payload.runId, signal),
    { concurrency: options.concurrency },
  );
