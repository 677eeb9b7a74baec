import { hasRole } from '@sagacity/contracts/accounts';
import { type RunStatus, type RunSummary, runSummarySchema } from '@sagacity/contracts/runs';
import type { Filter, Page } from '@sagacity/platform/store/port';
import type { Ctx } from '../context.ts';
import type { RunDocument } from './documents.ts';
import { faultsOf } from './faults-of.ts';
import { findResearched } from './find-researched.ts';
import { readSummaries } from './read-summaries.ts';

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
  const paging = { limit: input.limit, after: input.after ?? null };
  const { items, next } = await readSummaries(ctx, filter, paging);
  const shown = items.flatMap((run) => {
    const { success, data, error } = runSummarySchema.safeParse(run);
    if (success) return [data];
    ctx.log.warning(
      { runId: run.id, faults: faultsOf(error) },
      'a run is left out of a list: it does not fit',
    );
    return [];
  });
  return { items: shown, next };
}
