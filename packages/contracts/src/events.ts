import { z } from 'zod';
import { factSchema, isoDaySchema } from './facts.ts';
import { offsetSchema } from './inputs.ts';
import { usageSchema } from './reports.ts';
import { runStepSchema } from './runs.ts';

const failure = z.object({ code: z.string(), message: z.string() });

/** What happens in a run, in order, on the stream `run:<id>`. */
export const runEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run-queued'), runId: z.string() }),
  z.object({ type: z.literal('run-started'), runId: z.string(), steps: z.array(runStepSchema) }),
  z.object({ type: z.literal('run-resumed'), runId: z.string(), finishedSteps: z.array(z.string()) }),
  z.object({
    type: z.literal('run-snapshot-frozen'),
    runId: z.string(),
    snapshotHash: z.string(),
    asOf: isoDaySchema,
    facts: z.int(),
    gaps: z.int(),
  }),
  z.object({ type: z.literal('run-step-started'), runId: z.string(), step: runStepSchema }),
  /** A piece of the step's text as it is written; pieces of a repeated attempt start over with `attempt` + 1. */
  z.object({
    type: z.literal('run-step-text'),
    runId: z.string(),
    stepId: z.string(),
    attempt: z.int(),
    text: z.string(),
  }),
  z.object({
    type: z.literal('run-step-finished'),
    runId: z.string(),
    /** Done, or failed with its reason. */
    step: runStepSchema,
    text: z.string(),
    /** Ids of the facts it cites. */
    factIds: z.array(z.string()),
    /** Facts it computed itself, which no snapshot holds. */
    readings: z.array(factSchema).default([]),
    usage: usageSchema,
  }),
  z.object({ type: z.literal('run-succeeded'), runId: z.string(), usage: usageSchema }),
  z.object({ type: z.literal('run-failed'), runId: z.string(), failure, usage: usageSchema }),
  z.object({ type: z.literal('run-cancelled'), runId: z.string(), usage: usageSchema }),
]);
export type RunEvent = z.infer<typeof runEventSchema>;

export const loggedEventSchema = z.object({
  offset: z.string(),
  at: z.iso.datetime(),
  event: runEventSchema,
});

const streamSchema = z.string().max(100);

/** What a browser sends on `/api/ws`. */
export const socketRequestSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('subscribe'), stream: streamSchema, after: offsetSchema.nullable() }),
  z.strictObject({ type: z.literal('unsubscribe'), stream: streamSchema }),
  z.strictObject({ type: z.literal('ping') }),
]);
export type SocketRequest = z.infer<typeof socketRequestSchema>;

/** What it receives. After `bye` it should connect again with its last offsets. */
export const socketMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('subscribed'), stream: z.string() }),
  loggedEventSchema.extend({ type: z.literal('event'), stream: z.string() }),
  z.object({ type: z.literal('refused'), stream: z.string(), code: z.string(), message: z.string() }),
  z.object({ type: z.literal('pong') }),
  z.object({ type: z.literal('bye'), reason: z.string() }),
]);
export type SocketMessage = z.infer<typeof socketMessageSchema>;
