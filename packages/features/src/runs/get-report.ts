import type { Report } from '@sagacity/contracts/reports';
import { AppError } from '@sagacity/kernel';
import type { Ctx } from '../context.ts';
import { reportEntity } from './documents.ts';
import { getOwnRun } from './get-own-run.ts';
import { readReport } from './read-report.ts';

/** Throws NOT_FOUND with the run's state when there is no report. */
export async function getReport(ctx: Ctx, input: { id: string }): Promise<Report> {
  const run = await getOwnRun(ctx, input.id);
  const isThere = run.status === 'succeeded';
  const stored = isThere && (await ctx.store.collection(reportEntity).findOne({ _id: run._id }));
  if (!stored)
    throw new AppError('NOT_FOUND', `run ${run._id} has no report: it is ${run.status}`, {
      status: run.status,
      failure: run.failure,
    });
  return readReport(stored.report);
}
