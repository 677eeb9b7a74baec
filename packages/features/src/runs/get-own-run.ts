import { hasRole } from '@sagacity/contracts/accounts';
import { AppError } from '@sagacity/kernel';
import type { ReadOptions } from '@sagacity/platform/store/port';
import type { Ctx } from '../context.ts';
import { type RunDocument, runEntity } from './documents.ts';

export const maySee = (ctx: Ctx, run: Pick<RunDocument, 'ownerId'>): boolean =>
  run.ownerId === ctx.actor.id || hasRole(ctx.actor.role, 'operator');

/** The run when the actor owns it or is an operator; otherwise NOT_FOUND, as for a run that does not exist. */
export async function getOwnRun(ctx: Ctx, id: string, options: ReadOptions = {}): Promise<RunDocument> {
  const run = await ctx.store.collection(runEntity).findOne({ _id: id }, options);
  if (!run || !maySee(ctx, run)) throw new AppError('NOT_FOUND', `run ${id} does not exist or is not yours`);
  return run;
}
