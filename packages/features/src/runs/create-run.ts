import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { RunEvent } from '@sagacity/contracts/events';
import { type CreateRun, createRunSchema, type Run } from '@sagacity/contracts/runs';
import { AppError, isAppError } from '@sagacity/kernel';
import type { z } from 'zod';
import { record } from '../audit/record.ts';
import { requireRole } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { runActions } from './audit.ts';
import type { RunsCtx } from './context.ts';
import { ownQueueOf, type RunDocument, runEntity, runsQueue, streamOf } from './documents.ts';
import { enqueueRun } from './enqueue-run.ts';
import { getOwnRun } from './get-own-run.ts';
import { resolveRun } from './resolve-run.ts';
import { viewRun } from './view-run.ts';

/**
 * Checks the configuration, stores the run as pending and puts it in the queue. With the `key` of an earlier call of the same actor it
 * answers with the run of that call, so that a call whose answer was lost can be made again. `ownQueue` keeps other processes away from it.
 * Throws CONFLICT when that call asked for something else.
 */
export async function createRun(
  ctx: RunsCtx,
  input: z.input<typeof createRunSchema>,
  options: { ownQueue?: boolean } = {},
): Promise<Run> {
  requireRole(ctx, 'researcher');
  const request: CreateRun = parseInput(createRunSchema, input);
  const { instrument, config, steps } = await resolveRun(ctx, request);
  const id = request.key === undefined ? ctx.newId('run') : idOfKey(ctx.actor.id, request.key);
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
  // The record first, then the run. One transaction of a process that dies would hold both for a minute, and keep the call made again waiting.
  const recording = { ...ctx, newId: () => `aud_${id}` };
  await record(recording, runActions, {
    action: 'run-created',
    subject: streamOf(id),
    details: { instrument: instrument.id, engine: config.engine },
  }).catch(unlessThere);
  const isNew = await ctx.store
    .collection(runEntity)
    .insertOne(run)
    .then(() => true)
    .catch((error) => {
      unlessThere(error);
      return false;
    });
  if (isNew) await ctx.events.append<RunEvent>(streamOf(id), { type: 'run-queued', runId: id });
  // Also for a known run, whose first request may have died before it got this far.
  const known = isNew ? run : await getOwnRun(ctx, id, { fresh: true });
  if (!isNew) refuseOther(known, instrument.id, request.config);
  if (known.status === 'pending') await enqueueRun(ctx.queue, known);
  return viewRun(known, ctx.clock.now());
}

function unlessThere(error: unknown): void {
  if (!isAppError(error, 'DUPLICATE_KEY')) throw error;
}

/** The day a request leaves open moves on with the calendar; all else it says has to be what the run was started with. */
function refuseOther(known: RunDocument, instrumentId: string, asked: CreateRun['config']): void {
  const kept: Record<string, unknown> = known.config;
  const differing = Object.entries(asked)
    .filter(
      ([name, value]) => !(name === 'asOf' && value === undefined) && !isDeepStrictEqual(value, kept[name]),
    )
    .map(([name]) => name);
  if (known.instrument.id !== instrumentId) differing.unshift('instrument');
  if (differing.length === 0) return;
  throw new AppError(
    'CONFLICT',
    `key: it started a run with another ${differing.join(', ')}; send a new key for another run`,
    { runId: known._id },
  );
}

const idOfKey = (actorId: string, key: string): string =>
  `run_${createHash('sha256').update(`${actorId} ${key}`).digest('hex').slice(0, 32)}`;
