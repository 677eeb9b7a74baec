import type { Job as BullJob } from 'bullmq';
import type { Job, JobState } from '../port.ts';
import { jobIdOf } from './names.ts';

export interface BullData {
  readonly ownerId: string;
  readonly payload: unknown;
}

const states: Readonly<Record<string, JobState>> = {
  waiting: 'waiting',
  prioritized: 'waiting',
  'waiting-children': 'waiting',
  delayed: 'delayed',
  active: 'active',
  completed: 'succeeded',
  failed: 'failed',
};

/** Undefined for a job that left between two questions. */
export const toState = (bull: string): JobState | undefined => states[bull];

export const toJob = (queue: string, job: BullJob<BullData>, state: JobState): Job => ({
  id: jobIdOf(job.id!),
  queue,
  payload: job.data.payload,
  ownerId: job.data.ownerId,
  state,
  attempts: job.attemptsStarted,
  failure: state === 'succeeded' ? null : (job.failedReason ?? null),
});
