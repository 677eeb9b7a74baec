import type { Run } from '@sagacity/contracts/runs';
import { AppError } from '@sagacity/kernel';
import { record } from '../audit/record.ts';
import { requireRole } from '../context.ts';
import { runActions } from './audit.ts';
import type { RunsCtx } from './context.ts';
import { jobIdOf, runEntity, streamOf } from './documents.ts';
import { endRun } from './end-run.ts';
import { getOwnRun } from './get-own-run.ts';
import { viewRun } from './view-run.ts';

/** Ends a waiting run at once and a running one within 2 s; whoever executes it writes the end. */
export async function cancelRun(ctx: RunsCtx, input: { id: string }): Promise<Run> {
  requireRole(ctx, 'researcher');
  const run = await getOwnRun(ctx, input.id);
  const open = { _id: run._id, status: { $in: ['pending', 'running'] as const } };
  const marked = await ctx.store.transaction(async (tx) => {
    const before = await tx
      .collection(runEntity)
      .findOneAndUpdate(open, { $set: { cancelRequested: true } }, { returns: 'before' });
    if (!before)
      throw new AppError('CONFLICT', `run ${run._id} is ${run.status}: there is nothing to cancel`);
    if (!before.cancelRequested)
      await record({ ...ctx, store: tx }, runActions, {
        action: 'run-cancelled',
        subject: streamOf(run._id),
        details: {},
      });
    return { ...before, cancelRequested: true };
  });
  await ctx.queue.cancel(marked.queue, jobIdOf(marked));
  const job = await ctx.queue.find(marked.queue, jobIdOf(marked));
  if (job?.state !== 'active') await endRun(ctx, marked._id, { status: 'cancelled' });
  const now = await ctx.store.collection(runEntity).findOne({ _id: run._id });
  return viewRun(now ?? marked, ctx.clock.now());
}
