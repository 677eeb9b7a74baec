import type { Run } from '@sagacity/contracts/runs';
import type { Ctx } from '../context.ts';
import { getOwnRun } from './get-own-run.ts';
import { viewRun } from './view-run.ts';

export const getRun = async (ctx: Ctx, input: { id: string }): Promise<Run> =>
  viewRun(await getOwnRun(ctx, input.id), ctx.clock.now());
