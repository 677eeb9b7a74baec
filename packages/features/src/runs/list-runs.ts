import { hasRole } from '@sagacity/contracts/accounts';
import { type RunStatus, type RunSummary, runSummarySchema } from '@sagacity/contracts/runs';
import type { Filter, Page } from '@sagacity/platform/store/port';
import type { Ctx } from '../context.ts';
import { type RunDocument, runEntity } from './documents.ts';
import { faultsOf } from './faults-of.ts';
import { findResearched } from './find-researched.ts';
import { viewRun } from './view-run.ts';

export interface ListRuns {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly status?: RunStatus | undefined;
  /** An id, or part of a code or name. */
  readonly instrument?: string | undefined;
}

/** Newest first: the actor's own runs, all of them for an operator. A run that cannot be shown is left out, and the log says why. */
export async function listRuns(ctx: Ctx, input: ListRuns): Promise<Page<RunSummary>> {
  const whose = hasRole(ctx.actor.role, 'operator') ? {} : { ownerId: ctx.actor.id };
  const meant = input.instrument ? await findResearched(ctx.store, whose, input.instrument) : null;
  if (meant?.length === 0) return { items: [], next: null };
  const filter: Filter<RunDocument> = {
    ...whose,
    ...(input.status ? { status: input.status } : {}),
    ...(meant ? { 'instrument.id': meant.length === 1 ? meant[0] : { $in: meant } } : {}),
  };
  const { items, next } = await ctx.store
    .collection(runEntity)
    .page(filter, { sort: { createdAt: -1 }, limit: input.limit, after: input.after ?? null });
  const nowMs = ctx.clock.now();
  const shown = items.flatMap((run) => {
    const { success, data, error } = runSummarySchema.safeParse(viewRun(run, nowMs));
    if (success) return [data];
    ctx.log.warning(
      { runId: run._id, faults: faultsOf(error) },
      'a run is left out of a list: it does not fit',
    );
    return [];
  });
  return { items: shown, next };
}
