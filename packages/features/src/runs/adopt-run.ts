import type { RunServices } from './context.ts';
import { jobIdOf, type RunDocument, runEntity, runsQueue } from './documents.ts';
import { enqueueRun } from './enqueue-run.ts';
import { aloneLease } from './work-alone.ts';

/** Moves a run from the queue of a process that died to the common one. False while that process lives. */
export async function adoptRun(services: RunServices, run: RunDocument): Promise<boolean> {
  const held = await services.lease.acquire(aloneLease(run._id), 10_000);
  if (!held) return false;
  try {
    const adopted = await services.store
      .collection(runEntity)
      .findOneAndUpdate(
        { _id: run._id, queue: run.queue, status: { $in: ['pending', 'running'] } },
        { $set: { queue: runsQueue }, $inc: { attempt: 1 } },
      );
    if (!adopted) return false;
    await services.queue.cancel(run.queue, jobIdOf(run));
    await enqueueRun(services.queue, adopted);
    return true;
  } finally {
    await held.release();
  }
}
