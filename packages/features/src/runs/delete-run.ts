import { AppError } from '@sagacity/kernel';
import { record } from '../audit/record.ts';
import { requireRole } from '../context.ts';
import { runActions } from './audit.ts';
import type { RunsCtx } from './context.ts';
import { reportEntity, runEntity, streamOf } from './documents.ts';
import { getOwnRun } from './get-own-run.ts';

/** Removes an ended run with its report, checkpoints and events. */
export async function deleteRun(ctx: RunsCtx, input: { id: string }): Promise<{ ok: true }> {
  requireRole(ctx, 'researcher');
  const run = await getOwnRun(ctx, input.id, { fresh: true });
  if (run.status === 'pending' || run.status === 'running')
    throw new AppError('CONFLICT', `run ${run._id} is ${run.status}: cancel it first`);
  // The run last: whoever is cut off before that can be asked again.
  await ctx.research.forget(run._id);
  await ctx.events.removeStream(streamOf(run._id));
  await ctx.store.transaction(async (tx) => {
    if ((await tx.collection(runEntity).deleteOne({ _id: run._id })) === 0)
      throw new AppError('NOT_FOUND', `run ${run._id} has been deleted meanwhile`);
    await tx.collection(reportEntity).deleteOne({ _id: run._id });
    await record({ ...ctx, store: tx }, runActions, {
      action: 'run-deleted',
      subject: streamOf(run._id),
      details: { instrument: run.instrument.id },
    });
  });
  return { ok: true };
}
