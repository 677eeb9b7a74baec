import { isAppError } from '@sagacity/kernel';
import type { JobQueue } from '@sagacity/platform/queue/port';
import { jobIdOf, type RunDocument } from './documents.ts';

export interface RunJob {
  readonly runId: string;
}

/**
 * Idempotent: the same attempt of a run has one job. Attempts of the job are for faults of the program; a store that is away uses up
 * none. While the queue is away the stored run is accepted all the same: `reconcileRuns` gives it its job when the queue is back.
 */
export async function enqueueRun(queue: JobQueue, run: RunDocument): Promise<void> {
  const job = {
    queue: run.queue,
    id: jobIdOf(run),
    payload: { runId: run._id },
    ownerId: run.ownerId,
    maxAttempts: 10,
    backoffMs: 1_000,
  };
  await queue.enqueue<RunJob>(job).catch((error) => {
    if (!isAppError(error, 'STORE_UNAVAILABLE')) throw error;
  });
}
