import type { Entity } from '@sagacity/platform/store/port';
import { z } from 'zod';

const runSnapshotSchema = z.object({
  _id: z.string(),
  hash: z.string(),
  at: z.iso.datetime(),
  packed: z.string(),
  /** Earlier decisions; absent in a run without memory. */
  memory: z.string().optional(),
});
/** The frozen snapshot and memory, once per run; `_id` is the run's id. */
export const runSnapshots: Entity<z.infer<typeof runSnapshotSchema>> = {
  name: 'run_snapshots',
  version: 1,
  schema: runSnapshotSchema,
  indexes: [],
};

const runStepResultSchema = z.object({
  _id: z.string(),
  runId: z.string(),
  step: z.string(),
  at: z.iso.datetime(),
  packed: z.string(),
});
/** What one finished agent gave; `_id` is `run/step`. */
export const runStepResults: Entity<z.infer<typeof runStepResultSchema>> = {
  name: 'run_step_results',
  version: 1,
  schema: runStepResultSchema,
  indexes: [{ keys: { runId: 1 } }],
};

/** Where runs of earlier versions stood; nothing writes them any more, and they go with their run. */
export const runCheckpoints: Entity<{ _id: string }> = {
  name: 'run_checkpoints',
  version: 1,
  schema: z.object({ _id: z.string() }),
  indexes: [],
};

/** Everything a research run keeps while it runs; hand to `store.ensure`. */
export const researchEntities: readonly Entity[] = [runSnapshots, runStepResults, runCheckpoints];
