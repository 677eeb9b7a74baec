import type { InstrumentView } from '@sagacity/contracts/instruments';
import type { CreateRun, ResolvedRunConfig, RunStep } from '@sagacity/contracts/runs';
import { AppError, isIsoDay } from '@sagacity/kernel';
import type { RunsCtx } from './context.ts';

export interface ResolvedRun {
  readonly instrument: InstrumentView;
  readonly config: ResolvedRunConfig;
  readonly steps: RunStep[];
}

/** Turns a request into what will be executed: a known instrument, a past day, models that exist. */
export async function resolveRun(ctx: RunsCtx, request: Omit<CreateRun, 'key'>): Promise<ResolvedRun> {
  const instrument = await ctx.market.getInstrument(request.instrument);
  const lastClosed = ctx.market.lastClosedDay(instrument);
  const asOf = request.config.asOf ?? lastClosed;
  if (!isIsoDay(asOf)) throw new AppError('VALIDATION_FAILED', `asOf: ${asOf} is not a calendar day`);
  if (asOf > lastClosed)
    throw new AppError(
      'VALIDATION_FAILED',
      `asOf: ${asOf} has not closed yet; the last closed day is ${lastClosed}`,
      {
        lastClosedDay: lastClosed,
      },
    );
  const config: ResolvedRunConfig = { ...request.config, asOf };
  await ctx.research.checkModels(config);
  return { instrument, config, steps: ctx.research.planSteps(config) };
}
