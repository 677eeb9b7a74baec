import { beginAttempt } from './begin-attempt.ts';
import type { RunServices } from './context.ts';
import type { RunDocument } from './documents.ts';
import { aloneLease } from './work-alone.ts';

/** Moves a run from the queue of a process that died to the common one. False while that process lives. */
export async function adoptRun(services: RunServices, run: RunDocument): Promise<boolean> {
  const held = await services.lease.acquire(aloneLease(run._id), 10_000);
  if (!held) return false;
  try {
    const begun = await beginAttempt(services, run);
    if (begun) await services.queue.removeQueue(run.queue);
    return begun;
  } finally {
    await held.release();
  }
}
