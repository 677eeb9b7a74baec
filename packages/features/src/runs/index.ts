import { researchEntities } from '@sagacity/research';
import { modelCalls } from '@sagacity/research/meter/index';
import { defineFeature } from '../define-feature.ts';
import { runActions } from './audit.ts';
import { reportEntity, runEntity } from './documents.ts';
import { dropOldEvents } from './drop-old-events.ts';
import { getOwnRun } from './get-own-run.ts';
import { runHandlers } from './handlers.ts';
import { keepHouse } from './keep-house.ts';
import { runJobs } from './work-runs.ts';

export { cancelRun } from './cancel-run.ts';
export type { ExecuteResearch, Research, RunServices, RunsCtx } from './context.ts';
export { createRun } from './create-run.ts';
export { streamOf } from './documents.ts';
export { executeRun } from './execute-run.ts';
export { getReport } from './get-report.ts';
export { getRun } from './get-run.ts';
export { listRuns } from './list-runs.ts';
export { openResearch } from './open-research.ts';
export { reconcileRuns } from './reconcile-runs.ts';
export { retryRun } from './retry-run.ts';
export { workAlone } from './work-alone.ts';

export const runsFeature = defineFeature({
  name: 'runs',
  entities: [runEntity, reportEntity, ...researchEntities, modelCalls],
  handlers: runHandlers,
  streams: { run: getOwnRun },
  jobs: [runJobs],
  schedules: (services) => [keepHouse(services), dropOldEvents(services)],
  audit: runActions,
  unaudited: { estimateRun: 'it computes and changes nothing' },
});
