import { z } from 'zod';
import { reportSchema } from '../reports.ts';
import * as runs from '../runs.ts';
import { byId, done, pageOf, paging, type RouteTable } from './route.ts';

/** Runs and their reports. */
export const runRoutes = {
  createRun: {
    method: 'POST',
    path: '/api/runs',
    policy: 'researcher',
    summary: 'Start a run',
    body: runs.createRunSchema,
    reply: runs.runSchema,
  },
  estimateRun: {
    method: 'POST',
    path: '/api/runs/estimate',
    policy: 'researcher',
    summary: 'What a run would cost',
    body: runs.estimateRunSchema,
    reply: runs.estimateReplySchema,
  },
  listRuns: {
    method: 'GET',
    path: '/api/runs',
    policy: 'viewer',
    summary: 'Own runs, newest first; operators see all',
    query: z.object({
      ...paging,
      status: runs.runStatusSchema.optional(),
      instrument: runs.instrumentTextSchema.optional(),
    }),
    reply: pageOf(runs.runSummarySchema),
  },
  getRun: {
    method: 'GET',
    path: '/api/runs/:id',
    policy: 'viewer',
    summary: 'One run',
    params: byId,
    reply: runs.runSchema,
  },
  cancelRun: {
    method: 'POST',
    path: '/api/runs/:id/cancel',
    policy: 'researcher',
    summary: 'Cancel a pending or running run',
    params: byId,
    reply: runs.runSchema,
  },
  retryRun: {
    method: 'POST',
    path: '/api/runs/:id/retry',
    policy: 'researcher',
    summary: 'Go on with a failed or cancelled run after its last finished step',
    params: byId,
    reply: runs.runSchema,
  },
  deleteRun: {
    method: 'DELETE',
    path: '/api/runs/:id',
    policy: 'researcher',
    summary: 'Delete an ended run with its report and events',
    params: byId,
    reply: done,
  },
  getReport: {
    method: 'GET',
    path: '/api/runs/:id/report',
    policy: 'viewer',
    summary: 'The report of a run that succeeded',
    params: byId,
    reply: reportSchema,
  },
  exportReport: {
    method: 'GET',
    path: '/api/runs/:id/export',
    policy: 'viewer',
    summary: 'The report as a file',
    params: byId,
    query: z.object({ format: z.enum(['markdown', 'json']).default('markdown') }),
    reply: z.string(),
    produces: 'text/markdown',
  },
} as const satisfies RouteTable;
