import { type Run, runSchema } from '@sagacity/contracts/runs';
import { AppError } from '@sagacity/kernel';
import type { Ctx } from '../context.ts';
import { faultsOf } from './faults-of.ts';
import { getOwnRun } from './get-own-run.ts';
import { viewRun } from './view-run.ts';

/** Throws CONFLICT for a run whose record does not fit, as one of an earlier version may. */
export async function getRun(ctx: Ctx, input: { id: string }): Promise<Run> {
  const run = viewRun(await getOwnRun(ctx, input.id), ctx.clock.now());
  const { success, error } = runSchema.safeParse(run);
  if (success) return run;
  const faults = faultsOf(error);
  throw new AppError('CONFLICT', `run ${run.id} cannot be shown (${faults.join(', ')}); delete it`, {
    faults,
  });
}
