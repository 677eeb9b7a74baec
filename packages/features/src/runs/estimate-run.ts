import { estimateRunSchema } from '@sagacity/contracts/runs';
import type { z } from 'zod';
import { requireRole } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import type { RunsCtx } from './context.ts';
import { resolveRun } from './resolve-run.ts';

/** Calls, tokens and cost (USD) a run with this configuration is supposed to take; starts nothing. */
export async function estimateRun(ctx: RunsCtx, input: z.input<typeof estimateRunSchema>) {
  requireRole(ctx, 'researcher');
  const { config } = await resolveRun(ctx, parseInput(estimateRunSchema, input));
  return ctx.research.estimate(config);
}
