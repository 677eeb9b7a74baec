import { z } from 'zod';
import type { JobKind } from '../jobs/job-kind.ts';
import { type JobWorker, workJobs } from '../jobs/work-jobs.ts';
import type { RunServices } from './context.ts';
import { runsQueue } from './documents.ts';
import type { RunJob } from './enqueue-run.ts';
import { executeRun } from './execute-run.ts';

export const runJobs: JobKind<RunServices, RunJob> = {
  name: runsQueue,
  payload: z.object({ runId: z.string() }),
  concurrency: ({ limits }) => limits.concurrentRuns,
  work: (services, { runId }, signal) => executeRun(services, runId, signal),
};

/** Takes runs from the common queue, or from another. */
export const workRuns = (
  services: RunServices,
  options: { readonly concurrency: number; readonly queue?: string },
): JobWorker => workJobs(services, runJobs, options);
