import type { JobPlace } from './find-job.ts';
import { bullId } from './names.ts';
import { toJob, toState } from './to-job.ts';
import { returnTurn } from './turns.ts';

export interface CancelJob extends JobPlace {
  readonly id: string;
  readonly nowMs: number;
  readonly keepFinishedMs: number;
  /** Tells every worker of the queue, here and elsewhere. */
  announce(): Promise<unknown>;
}

/**
 * Writes down first that the job is cancelled, so that a worker that takes it meanwhile sees it; then removes it or has its worker told.
 * False when there is no such job or it is over.
 */
export async function cancelJob(cancel: CancelJob): Promise<boolean> {
  const { redis, bull, keys, queue, id, nowMs, keepFinishedMs, announce } = cancel;
  const job = await bull.getJob(bullId(id));
  const state = job && toState(await job.getState());
  if (!job || !state || state === 'succeeded' || state === 'failed') return false;
  const record = JSON.stringify({ ...toJob(queue, job, state), state: 'cancelled' });
  await redis.set(keys.cancelled(id), record, 'PX', keepFinishedMs);
  if (state !== 'active' && (await removed(job))) {
    const isFirst = (await redis.zadd(keys.cancelledIds, nowMs + keepFinishedMs, id)) === 1;
    // A delayed job has no turn, and one that was begun has used it up.
    if (isFirst && !job.opts.delay && job.attemptsStarted === 0)
      await returnTurn(redis, keys, { ownerId: job.data.ownerId, bull: job.priority });
    return true;
  }
  await announce();
  const after = toState(await job.getState());
  if (after !== 'succeeded' && after !== 'failed') return true;
  await redis.del(keys.cancelled(id));
  return false;
}

/** False when a worker has taken the job meanwhile. */
async function removed(job: { remove(): Promise<void> }): Promise<boolean> {
  try {
    await job.remove();
    return true;
  } catch (error) {
    if (String(error).includes('locked')) return false;
    throw error;
  }
}
