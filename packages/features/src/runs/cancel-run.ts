import type { Run } from '@sagacity/contracts/runs';
import { AppError } from '@sagacity/kernel';
import { record } from '../audit/record.ts';
import { requireRole } from '../context.ts';
import type { RunsCtx } from './context.ts';
import { jobIdOf, runEntity, streamOf } from './documents.ts';
import { endRun } from './end-run.ts';
import { getOwnRun } from './get-own-run.ts';
import { viewRun } from './view-run.ts';

/** Ends a waiting run at once and a running one within 2 s; whoever executes it writes the end. */
export async function cancelRun(ctx: RunsCtx, input: { id: string }): Promise<Run> {
  requireRole(ctx, 'researcher');
  const run = await getOwnRun(ctx, input.id);
  const runs = ctx.store.collection(runEntity);
  const open = { _id: run._id, status: { $in: ['pending', 'running'] as const } };
  const marked = await runs.findOneAndUpdate(open, { $set: { cancelRequested: true } });
  if (!marked) throw new AppError('CONFLICT', `run ${run._id} is ${run.status}: there is nothing to cancel`);
  await ctx.queue.cancel(marked.queue, jobIdOf(marked));
  const job = await ctx.queue.find(marked.queue, jobIdOf(marked));
  if (job?.state !== 'active') await endRun(ctx, marked._id, { status: 'cancelled' });
  await record(ctx, 'run-cancelled', streamOf(run._id));
  return viewRun((await runs.findOne({ _id: run._id })) ?? marked, ctx.clock.now());
}
