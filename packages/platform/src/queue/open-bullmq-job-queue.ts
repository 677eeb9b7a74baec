import { AppError, type Clock, systemClock } from '@sagacity/kernel';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { onRedis, pingRedis } from '../redis/connect-redis.ts';
import { duplicatePatient } from '../redis/duplicate-patient.ts';
import { replicated } from '../redis/replicated.ts';
import { cancelJob } from './bullmq/cancel-job.ts';
import { findJob } from './bullmq/find-job.ts';
import { bullId, bullQueueName, queueKeys } from './bullmq/names.ts';
import { type BullWorker, runBullWorker } from './bullmq/run-bull-worker.ts';
import type { BullData } from './bullmq/to-job.ts';
import { reserveTurn } from './bullmq/turns.ts';
import type { JobQueue, NewJob } from './port.ts';

export interface BullmqJobQueueOptions {
  readonly clock?: Clock;
  readonly prefix?: string;
  /** Finished jobs are forgotten some time after this long, seven days by default; their ids can then be enqueued anew. */
  readonly keepFinishedMs?: number;
  /** Told of faults met by workers, which go on. */
  readonly onError?: (error: unknown) => void;
}

const day = 86_400_000;

/** Jobs in BullMQ. Redis must run with `maxmemory-policy noeviction`, and with `appendonly yes` and `appendfsync always` for jobs to survive it. */
export function openBullmqJobQueue(redis: Redis, options: BullmqJobQueueOptions = {}): JobQueue {
  const { clock = systemClock, prefix = 'sagacity', keepFinishedMs = 7 * day, onError = () => {} } = options;
  const who = 'job queue';
  const channel = `${prefix}:queue:cancel`;
  const queues = new Map<string, Queue<BullData>>();
  const workers = new Map<BullWorker, string>();
  let closed = false;

  const bullOf = (queue: string) => {
    const known = queues.get(queue);
    if (known) return known;
    const made = new Queue<BullData>(bullQueueName(queue), {
      connection: redis,
      prefix: `${prefix}:bull`,
      skipWaitingForReady: true,
    });
    made.on('error', onError);
    queues.set(queue, made);
    return made;
  };
  const cancelHere = (queue: string, id: string) => {
    for (const [worker, of] of workers) if (of === queue) worker.cancel(id);
  };

  const { connection: subscriber, disconnect } = duplicatePatient(redis);
  subscriber.on('message', (_channel, text: string) => {
    const { queue, id } = JSON.parse(text) as { queue: string; id: string };
    cancelHere(queue, id);
  });
  subscriber.subscribe(channel).catch(() => {});

  const add = <P>(job: NewJob<P>, priority: number) => {
    const { queue, id, ownerId, payload, delayMs = 0, maxAttempts = 1, backoffMs = 1_000 } = job;
    const age = Math.ceil(keepFinishedMs / 1_000);
    return bullOf(queue).add(
      'job',
      { ownerId, payload },
      {
        jobId: bullId(id),
        priority,
        delay: delayMs,
        attempts: maxAttempts,
        backoff: { type: 'exponential', delay: backoffMs },
        removeOnComplete: { age },
        removeOnFail: { age },
      },
    );
  };

  const place = (queue: string) => ({
    redis,
    bull: bullOf(queue),
    keys: queueKeys(prefix, queue),
    queue,
  });

  return {
    enqueue: (job) =>
      onRedis(who, async () => {
        let isNew = false;
        await replicated(redis, async () => {
          const { created, priority } = await reserveTurn(redis, queueKeys(prefix, job.queue), job);
          isNew ||= created;
          if (priority !== null) await add(job, priority);
        });
        return { id: job.id, created: isNew };
      }),
    work(queue, handler, workOptions) {
      if (closed) throw new AppError('NOT_READY', `queue ${queue}: closed; open it again to work`);
      const keys = queueKeys(prefix, queue);
      const worker = runBullWorker({
        redis,
        prefix,
        keys,
        clock,
        queue,
        keepFinishedMs,
        handler,
        onError,
        ...workOptions,
      });
      workers.set(worker, queue);
      return {
        async close(graceMs) {
          await worker.close(graceMs);
          workers.delete(worker);
        },
      };
    },
    find: (queue, id) => onRedis(who, () => findJob(place(queue), id)),
    cancel(queue, id) {
      const announce = () => redis.publish(channel, JSON.stringify({ queue, id }));
      return onRedis(who, () =>
        cancelJob({ ...place(queue), id, nowMs: clock.now(), keepFinishedMs, announce }),
      );
    },
    removeQueue: (queue) =>
      onRedis(who, async () => {
        const { bull, keys } = place(queue);
        await bull.obliterate({ force: true });
        await redis.del(keys.cancelledIds); // our other keys expire
        queues.delete(queue);
        await bull.close();
      }),
    counts: (queue) =>
      onRedis(who, async () => {
        const keys = queueKeys(prefix, queue);
        await redis.zremrangebyscore(keys.cancelledIds, 0, clock.now());
        const [bull, cancelled] = await Promise.all([
          bullOf(queue).getJobCounts('waiting', 'prioritized', 'delayed', 'active', 'completed', 'failed'),
          redis.zcard(keys.cancelledIds),
        ]);
        const of = (...names: string[]) => names.reduce((sum, name) => sum + (bull[name] ?? 0), 0);
        return {
          waiting: of('waiting', 'prioritized'),
          delayed: of('delayed'),
          active: of('active'),
          succeeded: of('completed'),
          failed: of('failed'),
          cancelled,
        };
      }),
    ping: (timeoutMs) => pingRedis(redis, who, timeoutMs),
    async close() {
      closed = true;
      await Promise.all([...workers.keys()].map((worker) => worker.close(0)));
      disconnect();
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}
