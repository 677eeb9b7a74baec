import { z } from 'zod';
import { isoDaySchema, languageSchema } from './facts.ts';
import { daySchema, typedInstrumentSchema } from './inputs.ts';
import { instrumentSchema } from './instruments.ts';
import { decisionSchema, decisionSummarySchema, horizonSchema, usageSchema } from './reports.ts';

export const analystIds = ['market', 'fundamentals', 'news', 'sentiment'] as const;
export const analystIdSchema = z.enum(analystIds);
export type AnalystId = z.infer<typeof analystIdSchema>;

export const engineSchema = z.enum(['rules', 'llm']);
export type EngineId = z.infer<typeof engineSchema>;

/** `vendor/model`, where vendor is the id of a configured model vendor. */
export const modelRefSchema = z
  .string()
  .max(240)
  .regex(/^[a-z0-9-]+\/.+$/, 'expected vendor/model');

const hourMs = 3_600_000;
export const budgetSchema = z.strictObject({
  /** USD for the whole run. */
  maxCost: z.number().positive().max(100_000).default(1),
  maxTokens: z.int().positive().max(1_000_000_000).default(400_000),
  /** Wall clock of one model call and of the run. */
  callTimeoutMs: z.int().positive().max(hourMs).default(120_000),
  runTimeoutMs: z
    .int()
    .positive()
    .max(24 * hourMs)
    .default(1_800_000),
});
export type Budget = z.infer<typeof budgetSchema>;

/** Everything a run depends on; belongs to the run and is never shared. */
export const runConfigSchema = z.strictObject({
  asOf: daySchema.optional().describe('Last day the run may know; default: the last closed session'),
  depth: z.int().min(1).max(5).default(3),
  analysts: z
    .array(analystIdSchema)
    .min(1)
    .max(analystIds.length)
    .default([...analystIds]),
  engine: engineSchema.default('rules'),
  language: languageSchema.default('en'),
  horizon: horizonSchema.default('medium'),
  quickModel: modelRefSchema.optional(),
  deepModel: modelRefSchema.optional(),
  fallbackModels: z.array(modelRefSchema).max(10).default([]),
  budget: budgetSchema.prefault({}),
});
export type RunConfig = z.infer<typeof runConfigSchema>;
/**
 * As a run keeps it. Wider than what is taken today, so that runs of earlier versions are read as well; what is larger still was never
 * made by a person.
 */
export const keptRunConfigSchema = z.object({
  ...runConfigSchema.shape,
  asOf: isoDaySchema,
  fallbackModels: z.array(modelRefSchema).max(100).default([]),
  budget: z.object({
    maxCost: z.number().positive(),
    maxTokens: z.int().positive(),
    callTimeoutMs: z.int().positive(),
    runTimeoutMs: z.int().positive(),
  }),
});
/** The day is resolved. */
export type ResolvedRunConfig = RunConfig & { asOf: string };

export const estimateRunSchema = z.strictObject({
  instrument: typedInstrumentSchema.describe('As people type it: 600519, 700.HK, aapl, DEMO:NEBULA'),
  config: runConfigSchema.prefault({}),
});

export const createRunSchema = estimateRunSchema.extend({
  key: z
    .string()
    .min(16)
    .max(64)
    .optional()
    .describe(
      'Any text of your own: sent again with the same one, the request answers with the run it started; another request is refused',
    ),
});
export type CreateRun = z.infer<typeof createRunSchema>;

export const runStatusSchema = z.enum(['pending', 'running', 'succeeded', 'failed', 'cancelled']);
export type RunStatus = z.infer<typeof runStatusSchema>;

export const laneSchema = z.enum(['analysts', 'debate', 'manager', 'trader', 'risk', 'decision']);
export type Lane = z.infer<typeof laneSchema>;

export const stepStateSchema = z.enum(['waiting', 'running', 'done', 'failed', 'skipped']);
export const runStepSchema = z.object({
  /** Unique in the run: the agent's id, with `-2` … for later rounds. */
  id: z.string(),
  agent: z.string(),
  lane: laneSchema,
  round: z.int(),
  /** Steps that must end first. */
  after: z.array(z.string()),
  state: stepStateSchema,
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  usage: usageSchema.nullable(),
  model: z.string().nullable(),
  /** Why it failed or was skipped. */
  reason: z.string().nullable(),
});
export type RunStep = z.infer<typeof runStepSchema>;

export const runSchema = z.object({
  id: z.string(),
  ownerId: z.string(),
  ownerName: z.string(),
  instrument: instrumentSchema,
  config: keptRunConfigSchema,
  status: runStatusSchema,
  steps: z.array(runStepSchema),
  /** 0 to 100: share of steps ended. */
  progressPct: z.number(),
  /** Estimate for the rest; null until the first step ended. */
  remainingMs: z.number().nullable(),
  usage: usageSchema,
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  decision: decisionSchema.nullable(),
  /** Stream of this run's events. */
  stream: z.string(),
});
export type Run = z.infer<typeof runSchema>;

/** What a list of runs is narrowed by. */
export const instrumentTextSchema = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .describe('An id such as CN:600519, or part of a code or name');

/** A run in a list: without its steps and the texts of its decision. */
export const runSummarySchema = runSchema
  .omit({ steps: true })
  .extend({ decision: decisionSummarySchema.nullable() });
export type RunSummary = z.infer<typeof runSummarySchema>;

export const estimateReplySchema = z.object({
  calls: z.int(),
  /** USD, supposed from typical calls; the budget is what bounds it. 0 for `rules`. */
  cost: z.number(),
  tokens: z.int(),
  steps: z.int(),
});
