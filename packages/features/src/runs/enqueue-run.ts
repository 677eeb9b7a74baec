import type { JobQueue } from '@sagacity/platform/queue/port';
import { jobIdOf, type RunDocument } from './documents.ts';

export interface RunJob {
  readonly runId: string;
}

/** Idempotent: the same attempt of a run has one job. Attempts of the job are for lost workers and lost databases only. */
export const enqueueRun = (queue: JobQueue, run: RunDocument): Promise<unknown> =>
  queue.enqueue<RunJob>({
    queue: run.queue,
    id: jobIdOf(run),
    payload: { runId: run._id },
    ownerId: run.ownerId,
    maxAttempts: 10,
    backoffMs: 1_000,
  });
