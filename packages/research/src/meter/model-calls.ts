import type { Entity } from '@sagacity/platform/store/port';
import { z } from 'zod';

export const modelCallSchema = z.object({
  /** `run:step:sequence`: a call has one place in a run. */
  _id: z.string(),
  runId: z.string(),
  stepId: z.string(),
  /** Calls of a step from 0. */
  sequence: z.int(),
  /** Hex SHA-256 of the request and the models it may go to. */
  requestHash: z.string(),
  /** `vendor/model` that answered. */
  model: z.string(),
  fallback: z.boolean(),
  /** Base64 of the zstd-compressed JSON of the reply. */
  reply: z.string(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  /** True when the vendor reported no usage. */
  estimated: z.boolean(),
  /** USD. */
  cost: z.number(),
  /** ISO instant, UTC. */
  at: z.string(),
});
export type ModelCall = z.infer<typeof modelCallSchema>;

/** Every completed model call, so that none is made twice. */
export const modelCalls: Entity<ModelCall> = {
  name: 'model_calls',
  version: 1,
  schema: modelCallSchema,
  indexes: [{ keys: { runId: 1, stepId: 1, sequence: 1 }, unique: true }],
};
