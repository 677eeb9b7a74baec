import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Job } from '../port.ts';
import { bullId, type QueueKeys } from './names.ts';
import { type BullData, toJob, toState } from './to-job.ts';

export interface JobPlace {
  readonly redis: Redis;
  readonly bull: Queue<BullData>;
  readonly keys: QueueKeys;
  readonly queue: string;
}

/** The job as BullMQ has it; as it was when cancelled, once it is over. */
export async function findJob(place: JobPlace, id: string): Promise<Job | null> {
  const { redis, bull, keys, queue } = place;
  const [job, cancelled] = await Promise.all([bull.getJob(bullId(id)), redis.get(keys.cancelled(id))]);
  const state = job && toState(await job.getState());
  const isOver = state === 'failed' || state === 'succeeded';
  if (job && state && !(cancelled && isOver)) return toJob(queue, job, state);
  if (cancelled) return JSON.parse(cancelled) as Job;
  return job ? findJob(place, id) : null;
}
