import { reportSchema } from '@sagacity/contracts/reports';
import { runSchema } from '@sagacity/contracts/runs';
import { defineEntity } from '@sagacity/platform/store/port';
import { z } from 'zod';

const runDocumentSchema = runSchema
  .omit({ id: true, progressPct: true, remainingMs: true, stream: true })
  .extend({
    _id: z.string(),
    /** Where its job waits: `runs`, or a queue of its own when one process executes just this run. */
    queue: z.string(),
    /** Counts retries; each has a job of its own. */
    attempt: z.int(),
    cancelRequested: z.boolean(),
    /** Whoever took the run up last; a worker that finds another here has lost it. */
    execution: z.string().optional(),
  });
export type RunDocument = z.infer<typeof runDocumentSchema>;

export const runEntity = defineEntity<RunDocument>({
  name: 'runs',
  schema: runDocumentSchema,
  indexes: [
    { keys: { ownerId: 1, createdAt: -1, _id: -1 } },
    { keys: { status: 1, createdAt: -1, _id: -1 } },
    { keys: { createdAt: -1, _id: -1 } },
    { keys: { finishedAt: 1, _id: 1 } },
    { keys: { ownerId: 1, 'instrument.id': 1, status: 1, 'config.asOf': -1, createdAt: -1 } },
    { keys: { ownerId: 1, 'instrument.id': 1, createdAt: -1, _id: -1 } },
    { keys: { 'instrument.id': 1, createdAt: -1, _id: -1 } },
  ],
});

const reportDocumentSchema = z.object({ _id: z.string(), report: reportSchema });
export type ReportDocument = z.infer<typeof reportDocumentSchema>;

/** The report of a run, under the run's id. */
export const reportEntity = defineEntity<ReportDocument>({
  name: 'reports',
  schema: reportDocumentSchema,
  indexes: [],
});

export const runsQueue = 'runs';
/** The queue of a run that one process executes by itself. */
export const ownQueueOf = (runId: string): string => `run-${runId}`;
export const streamOf = (runId: string): string => `run:${runId}`;
export const jobIdOf = (run: Pick<RunDocument, '_id' | 'attempt'>): string => `${run._id}.${run.attempt}`;
