import type { Handlers } from '../context.ts';
import { cancelRun } from './cancel-run.ts';
import type { RunServices } from './context.ts';
import { createRun } from './create-run.ts';
import { deleteRun } from './delete-run.ts';
import { estimateRun } from './estimate-run.ts';
import { exportReport } from './export-report.ts';
import { getReport } from './get-report.ts';
import { getRun } from './get-run.ts';
import { listRuns } from './list-runs.ts';
import { retryRun } from './retry-run.ts';

type RunRoutes =
  | 'createRun'
  | 'estimateRun'
  | 'listRuns'
  | 'getRun'
  | 'cancelRun'
  | 'retryRun'
  | 'deleteRun'
  | 'getReport'
  | 'exportReport';

/** The runs part of the route table. */
export const runHandlers = (services: RunServices): Pick<Handlers, RunRoutes> => ({
  createRun: (ctx, { body }) => createRun({ ...ctx, ...services }, body),
  estimateRun: (ctx, { body }) => estimateRun({ ...ctx, ...services }, body),
  listRuns: (ctx, { query }) => listRuns(ctx, query),
  getRun: (ctx, { params }) => getRun(ctx, params),
  cancelRun: (ctx, { params }) => cancelRun({ ...ctx, ...services }, params),
  retryRun: (ctx, { params }) => retryRun({ ...ctx, ...services }, params),
  deleteRun: (ctx, { params }) => deleteRun({ ...ctx, ...services }, params),
  getReport: (ctx, { params }) => getReport(ctx, params),
  exportReport: (ctx, { params, query }) => exportReport(ctx, { ...params, ...query }),
});
