import type { RunServices } from './context.ts';
import { jobIdOf, type RunDocument, runEntity, runsQueue } from './documents.ts';
import { enqueueRun } from './enqueue-run.ts';

/** Gives an open run whose job is of no use any more a new one in the common queue. False when it has ended or another was first. */
export async function beginAttempt(
  { store, queue }: Pick<RunServices, 'store' | 'queue'>,
  run: RunDocument,
): Promise<boolean> {
  const { _id, attempt } = run;
  const begun = await store
    .collection(runEntity)
    .findOneAndUpdate(
      { _id, queue: run.queue, attempt, status: { $in: ['pending', 'running'] } },
      { $set: { queue: runsQueue }, $inc: { attempt: 1 } },
    );
  if (!begun) return false;
  await queue.cancel(run.queue, jobIdOf(run));
  await enqueueRun(queue, begun);
  return true;
}
