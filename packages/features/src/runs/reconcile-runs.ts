import type { Job } from '@sagacity/platform/queue/port';
import { adoptRun } from './adopt-run.ts';
import { beginAttempt } from './begin-attempt.ts';
import type { RunServices } from './context.ts';
import { jobIdOf, type RunDocument, runEntity, runsQueue } from './documents.ts';
import { endRun } from './end-run.ts';
import { enqueueRun } from './enqueue-run.ts';

/**
 * Gives every open run whose job or process is gone, or whose job is done and left it open, a job again, ends those whose job gave up,
 * and tells the queue of cancellations it was away for. Returns how many it touched; an aborted `signal` leaves the rest.
 */
export async function reconcileRuns(services: RunServices, signal?: AbortSignal): Promise<number> {
  const open = await services.store
    .collection(runEntity)
    .find({ status: { $in: ['pending', 'running'] } }, { sort: { createdAt: 1 }, limit: 1_000 });
  let touched = 0;
  for (const run of open) {
    if (signal?.aborted) break;
    if (run.queue !== runsQueue) {
      if (await adoptRun(services, run)) touched++;
      continue;
    }
    const job = await findJob(services, run);
    if (job?.state === 'succeeded') {
      if (await beginAttempt(services, run)) touched++;
      continue;
    }
    if (job && job.state !== 'failed' && job.state !== 'cancelled') continue;
    if (job?.state === 'cancelled') await endRun(services, run._id, { status: 'cancelled' });
    else if (job)
      await endRun(services, run._id, {
        status: 'failed',
        failure: {
          code: 'INTERNAL',
          message: `gave up after ${job.attempts} attempts: ${job.failure ?? 'no reason given'}`,
        },
      });
    else await enqueueRun(services.queue, run);
    touched++;
  }
  return touched;
}

/** An active job stays so until its worker, told of the cancellation, writes the run's end. */
async function findJob({ queue }: RunServices, run: RunDocument): Promise<Job | null> {
  const job = await queue.find(run.queue, jobIdOf(run));
  if (!job || !run.cancelRequested || !(await queue.cancel(run.queue, jobIdOf(run)))) return job;
  return queue.find(run.queue, jobIdOf(run));
}
