import type { Run } from '@sagacity/contracts/runs';
import type { QueueWorker } from '@sagacity/platform/queue/port';
import type { RunServices } from './context.ts';
import { ownQueueOf } from './documents.ts';
import { workRuns } from './work-runs.ts';

const ttlMs = 30_000;
export const aloneLease = (runId: string): string => `run-alone:${runId}`;

/** Executes just this run, created with a queue of its own. When this process dies, housekeeping gives the run to the others. */
export async function workAlone(services: RunServices, run: Run): Promise<QueueWorker> {
  const held = await services.lease.acquire(aloneLease(run.id), ttlMs);
  const renewing = setInterval(() => void held?.renew().catch(() => undefined), ttlMs / 3); // the next renewal tries again
  const queue = ownQueueOf(run.id);
  const worker = workRuns(services, { concurrency: 1, queue });
  return {
    async close(graceMs) {
      await worker.close(graceMs);
      clearInterval(renewing);
      // What is left of it belongs to nobody: whoever takes the run up gives it a job in the common queue.
      await services.queue.removeQueue(queue).catch(() => undefined); // it is as if this process had died
      await held?.release();
    },
  };
}
