import type { Clock } from '@sagacity/kernel';
import type { JobQueue } from '@sagacity/platform/queue/port';
import type { JobWorker } from './work-jobs.ts';

/** A free worker takes a waiting job within milliseconds, and within seconds after its queue was away. */
const patienceMs = 15_000;

/** A check to be asked again and again: throws when jobs have been waiting, this worker had room, and it has taken none for 15 s. */
export function checkTaking(
  { queue, clock }: { readonly queue: JobQueue; readonly clock: Clock },
  worker: Pick<JobWorker, 'load'>,
  { name, concurrency }: { readonly name: string; readonly concurrency: number },
): () => Promise<void> {
  let idle: { readonly taken: number; readonly sinceMs: number } | null = null;
  return async () => {
    const { waiting } = await queue.counts(name);
    const { running, taken } = worker.load();
    const nowMs = clock.elapsed();
    if (waiting === 0 || running >= concurrency) idle = null;
    else if (idle?.taken !== taken) idle = { taken, sinceMs: nowMs };
    else if (nowMs - idle.sinceMs >= patienceMs)
      throw new Error(
        `${waiting} ${name} wait, there is room for ${concurrency - running}, and none is taken`,
      );
  };
}
