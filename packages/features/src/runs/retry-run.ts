import type { RunEvent } from '@sagacity/contracts/events';
import type { Run } from '@sagacity/contracts/runs';
import { AppError } from '@sagacity/kernel';
import { record } from '../audit/record.ts';
import { requireRole } from '../context.ts';
import { runActions } from './audit.ts';
import type { RunsCtx } from './context.ts';
import { runEntity, runsQueue, streamOf } from './documents.ts';
import { enqueueRun } from './enqueue-run.ts';
import { getOwnRun } from './get-own-run.ts';
import { viewRun } from './view-run.ts';

/** Goes on after the last finished step; what was paid is not paid again. */
export async function retryRun(ctx: RunsCtx, input: { id: string }): Promise<Run> {
  requireRole(ctx, 'researcher');
  const run = await getOwnRun(ctx, input.id, { fresh: true });
  const again = {
    status: 'pending' as const,
    queue: runsQueue,
    cancelRequested: false,
    failure: null,
    finishedAt: null,
    steps: run.steps.map((step) =>
      step.state === 'failed' || (step.state === 'skipped' && step.startedAt)
        ? { ...step, state: 'waiting' as const, startedAt: null, finishedAt: null, reason: null }
        : step,
    ),
  };
  const retried = await ctx.store.transaction(async (tx) => {
    const ended = { _id: run._id, status: { $in: ['failed', 'cancelled'] as const } };
    const next = await tx
      .collection(runEntity)
      .findOneAndUpdate(ended, { $set: again, $inc: { attempt: 1 } });
    if (!next)
      throw new AppError(
        'CONFLICT',
        `run ${run._id} is ${run.status}: only failed or cancelled runs can be retried`,
      );
    await record({ ...ctx, store: tx }, runActions, {
      action: 'run-retried',
      subject: streamOf(run._id),
      details: {},
    });
    return next;
  });
  await enqueueRun(ctx.queue, retried);
  await ctx.events.append<RunEvent>(streamOf(run._id), { type: 'run-queued', runId: run._id });
  return viewRun(retried, ctx.clock.now());
}
