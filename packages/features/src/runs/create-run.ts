import type { RunEvent } from '@sagacity/contracts/events';
import { type CreateRun, createRunSchema, type Run } from '@sagacity/contracts/runs';
import type { z } from 'zod';
import { record } from '../audit/record.ts';
import { requireRole } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import type { RunsCtx } from './context.ts';
import { ownQueueOf, type RunDocument, runEntity, runsQueue, streamOf } from './documents.ts';
import { enqueueRun } from './enqueue-run.ts';
import { resolveRun } from './resolve-run.ts';
import { viewRun } from './view-run.ts';

/** Checks the configuration, stores the run as pending and puts it in the queue. `ownQueue` keeps other processes away from it. */
export async function createRun(
  ctx: RunsCtx,
  input: z.input<typeof createRunSchema>,
  options: { ownQueue?: boolean } = {},
): Promise<Run> {
  requireRole(ctx, 'researcher');
  const request: CreateRun = parseInput(createRunSchema, input);
  const { instrument, config, steps } = await resolveRun(ctx, request);
  const id = ctx.newId('run');
  const run: RunDocument = {
    _id: id,
    ownerId: ctx.actor.id,
    ownerName: ctx.actor.name,
    instrument,
    config,
    status: 'pending',
    steps,
    usage: { calls: 0, inputTokens: 0, outputTokens: 0, cost: 0 },
    createdAt: new Date(ctx.clock.now()).toISOString(),
    startedAt: null,
    finishedAt: null,
    failure: null,
    decision: null,
    queue: options.ownQueue ? ownQueueOf(id) : runsQueue,
    attempt: 1,
    cancelRequested: false,
  };
  await ctx.store.transaction(async (tx) => {
    await tx.collection(runEntity).insertOne(run);
    await record({ ...ctx, store: tx }, 'run-created', streamOf(id), {
      instrument: instrument.id,
      engine: config.engine,
    });
  });
  await ctx.events.append<RunEvent>(streamOf(id), { type: 'run-queued', runId: id });
  await enqueueRun(ctx.queue, run);
  return viewRun(run, ctx.clock.now());
}
