import type { JobQueue, QueueWorker } from '@sagacity/platform/queue/port';
import { actAs, type Ctx, jobActor } from '../context.ts';
import type { JobKind } from './job-kind.ts';

export interface JobWorker extends QueueWorker {
  /** Jobs under way, and all that were ever taken, by this process. */
  load(): { readonly running: number; readonly taken: number };
}

/** Takes jobs of a kind from its queue, or from another of its jobs, `concurrency` at a time in this process. */
export function workJobs<S extends Pick<Ctx, 'clock' | 'log' | 'store'> & { readonly queue: JobQueue }, P>(
  services: S,
  kind: JobKind<S, P>,
  { concurrency, queue = kind.name }: { readonly concurrency: number; readonly queue?: string | undefined },
): JobWorker {
  let running = 0;
  let taken = 0;
  const { close } = services.queue.work(
    queue,
    async ({ payload }, signal) => {
      running++;
      taken++;
      try {
        const ctx = { ...services, ...actAs(services, jobActor(kind.name)) };
        await kind.work(ctx, kind.payload.parse(payload), signal);
      } finally {
        running--;
      }
    },
    { concurrency },
  );
  return { close, load: () => ({ running, taken }) };
}
