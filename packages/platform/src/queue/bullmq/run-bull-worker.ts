import { AppError, type Clock, isAppError, messageOf } from '@sagacity/kernel';
import {
  type BackoffOptions,
  type Job as BullJob,
  DelayedError,
  UnrecoverableError,
  WaitingError,
  Worker,
} from 'bullmq';
import type { Redis } from 'ioredis';
import { duplicatePatient } from '../../redis/duplicate-patient.ts';
import { pauseWhileAwayMs } from '../pause-while-away.ts';
import type { Job, QueueWorker, WorkOptions } from '../port.ts';
import { holdWhileRefused } from './hold-while-refused.ts';
import { bullId, bullQueueName, jobIdOf, type QueueKeys } from './names.ts';
import { type BullData, toJob } from './to-job.ts';
import { beginTurn } from './turns.ts';

export interface RunBullWorker<P> extends WorkOptions {
  readonly redis: Redis;
  readonly prefix: string;
  readonly keys: QueueKeys;
  readonly clock: Clock;
  readonly queue: string;
  readonly keepFinishedMs: number;
  readonly handler: (job: Job<P>, signal: AbortSignal) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

interface Attempt {
  readonly job: BullJob<BullData>;
  readonly token: string;
  readonly controller: AbortController;
  leaseUntil: number;
  released: boolean;
}

export interface BullWorker extends QueueWorker {
  /** Aborts the job when it runs here. */
  cancel(id: string): void;
}

/** Cancellations are announced; looking for them too bridges a lost announcement. */
const lookEveryMs = 1_000;
const maxLosses = 5;
/** Another may take the job when the lease is over; the handler here must have heard by then, and it is told within a look. */
const headStartMs = 1_500;
const farewellMs = 1_000;

/** BullMQ's own close gets to this only after every fetch was answered. */
class EndableWorker extends Worker<BullData> {
  endRenewals(): Promise<void> {
    return this.lockManager.close();
  }
}

/** A BullMQ worker that keeps the port's promises: turns, cancel, grace. */
export function runBullWorker<P>(work: RunBullWorker<P>): BullWorker {
  const { redis, keys, clock, queue, handler, onError, concurrency, leaseMs = 10_000 } = work;
  const goodForMs = leaseMs - Math.min(headStartMs, leaseMs / 5);
  const running = new Map<string, Attempt>();
  // Waits for a Redis that is away: an attempt must not fail because its bookkeeping did.
  const { connection, disconnect } = duplicatePatient(redis);

  const abort = ({ job, controller }: Attempt, code: 'CANCELLED' | 'CONFLICT' | 'NOT_READY', what: string) =>
    controller.abort(new AppError(code, `queue ${queue}: job ${jobIdOf(job.id!)} ${what}`));
  const cancel = (id: string) => {
    const attempt = running.get(bullId(id));
    if (attempt) abort(attempt, 'CANCELLED', 'was cancelled');
  };

  const endCancelled = async ({ job }: Attempt): Promise<never> => {
    const untilMs = clock.now() + work.keepFinishedMs;
    await refusals.outlast(() => connection.zadd(keys.cancelledIds, untilMs, jobIdOf(job.id!)));
    job.opts.removeOnFail = true;
    throw new UnrecoverableError('cancelled');
  };

  const waitWhileAway = async ({ job, token }: Attempt, error: AppError): Promise<never> => {
    onError(error);
    const { delay } = job.opts.backoff as BackoffOptions; // as `enqueue` gave it
    const untilMs = Date.now() + pauseWhileAwayMs(delay ?? 0, job.attemptsStarted); // BullMQ's own clock
    await refusals.outlast(() => job.moveToDelayed(untilMs, token));
    throw new DelayedError();
  };

  const attemptOnce = async (attempt: Attempt) => {
    const { job, controller } = attempt;
    const id = jobIdOf(job.id!);
    const { cancelled } = await refusals.outlast(() => beginTurn(connection, keys, id, job.priority));
    if (cancelled) return endCancelled(attempt);
    let failure: { error: unknown } | null = null;
    try {
      await handler(toJob(queue, job, 'active') as Job<P>, controller.signal);
    } catch (error) {
      failure = { error };
    }
    if (attempt.released) throw new WaitingError();
    if (await connection.exists(keys.cancelled(id))) return endCancelled(attempt);
    if (!failure) return;
    if (await refusals.outlasted()) {
      await job.moveToWait(attempt.token).catch(onError);
      throw new WaitingError();
    }
    if (isAppError(failure.error, 'STORE_UNAVAILABLE')) return waitWhileAway(attempt, failure.error);
    throw failure.error instanceof Error ? failure.error : new Error(messageOf(failure.error));
  };

  const processor = async (job: BullJob<BullData>, token?: string) => {
    const leaseUntil = clock.elapsed() + goodForMs;
    const attempt = { job, token: token!, controller: new AbortController(), leaseUntil, released: false };
    running.set(job.id!, attempt);
    await attemptOnce(attempt).finally(() => {
      if (running.get(job.id!) === attempt) running.delete(job.id!);
    });
  };

  const worker = new EndableWorker(bullQueueName(queue), processor, {
    connection,
    prefix: `${work.prefix}:bull`,
    concurrency,
    lockDuration: leaseMs,
    lockRenewTime: leaseMs / 3,
    // Whoever looks finds a lease that ran out since the look before: a dead worker's job waits for lease and interval at most.
    stalledInterval: leaseMs / 4,
    maxStalledCount: maxLosses,
  });
  const refusals = holdWhileRefused(worker, connection, clock);
  worker.on('error', (error) => {
    refusals.met(error);
    onError(error);
  });
  worker.on('lockRenewalFailed', (ids) => {
    for (const id of ids) {
      const attempt = running.get(id);
      if (attempt) abort(attempt, 'CONFLICT', 'was lost to another worker');
    }
  });
  worker.on('locksRenewed', ({ jobIds }) => {
    for (const id of jobIds) {
      const attempt = running.get(id);
      if (attempt) attempt.leaseUntil = clock.elapsed() + goodForMs;
    }
  });

  const look = async () => {
    for (const attempt of running.values())
      if (attempt.leaseUntil < clock.elapsed()) abort(attempt, 'CONFLICT', 'could not be renewed in time');
    for (const attempt of running.values()) {
      if (await redis.exists(keys.cancelled(jobIdOf(attempt.job.id!)))) cancel(jobIdOf(attempt.job.id!));
    }
  };
  const looking = setInterval(() => void look().catch(onError), lookEveryMs).unref();

  const release = async (attempt: Attempt) => {
    attempt.released = true;
    abort(attempt, 'NOT_READY', 'goes back to waiting: its worker is closing');
    await attempt.job.moveToWait(attempt.token).catch(onError);
  };

  return {
    cancel,
    async close(graceMs) {
      const closed = worker.close().catch(onError);
      await within(clock, graceMs, closed);
      refusals.close();
      // Neither a handler that ignores its signal nor a Redis that is away holds up the end: leases run out.
      await within(clock, farewellMs, Promise.all([closed, ...[...running.values()].map(release)]));
      clearInterval(looking);
      disconnect();
      await worker.endRenewals();
    },
  };
}

/** Resolves with the promise, or when the time is over. */
async function within(clock: Clock, ms: number, promise: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  const late = clock.sleep(ms, over.signal).catch(() => {});
  await Promise.race([promise, late]);
  over.abort();
}
