import { z } from 'zod';
import {
  absenceSchema,
  currencySchema,
  doubtSchema,
  factSchema,
  isoDaySchema,
  languageSchema,
  localizedSchema,
} from './facts.ts';
import { instrumentSchema } from './instruments.ts';

export const sectionIds = [
  'market',
  'sentiment',
  'news',
  'fundamentals',
  'bull',
  'bear',
  'research-decision',
  'investment-plan',
  'trader-plan',
  'aggressive',
  'conservative',
  'neutral',
  'risk-decision',
  'final-decision',
] as const;
export const sectionIdSchema = z.enum(sectionIds);
export type SectionId = z.infer<typeof sectionIdSchema>;

/**
 * One number as shown. `sourced`: it is a fact's value, rounded or in another unit. `derived`: it follows from facts by the
 * named derivation. `unsourced`: neither; the reader sees it struck.
 */
export const numberSpanSchema = z.object({
  text: z.string(),
  status: z.enum(['sourced', 'derived', 'unsourced']),
  factIds: z.array(z.string()),
  derivation: z.string().optional(),
});
export type NumberSpan = z.infer<typeof numberSpanSchema>;

/** Markdown in which `[[n:3]]` stands for `numbers[3]`. */
export const groundedTextSchema = z.object({ body: z.string(), numbers: z.array(numberSpanSchema) });
export type GroundedText = z.infer<typeof groundedTextSchema>;

export const sectionSchema = groundedTextSchema.extend({
  id: sectionIdSchema,
  /** Agent that wrote it; for a section nobody wrote, `skipped` says why. */
  agent: z.string(),
  skipped: z.string().optional(),
});
export type Section = z.infer<typeof sectionSchema>;

export const ratings = ['strong-sell', 'sell', 'hold', 'buy', 'strong-buy'] as const;
export const ratingSchema = z.enum(ratings);
export type Rating = z.infer<typeof ratingSchema>;

export const horizonSchema = z.enum(['short', 'medium', 'long']);
export type Horizon = z.infer<typeof horizonSchema>;

/** A price the program computed: base fact + multiple × step fact; never typed by a model. */
export const priceLevelSchema = z.object({
  price: z.number(),
  currency: currencySchema,
  digits: z.int(),
  formula: z.string(),
  factIds: z.array(z.string()),
});
export type PriceLevel = z.infer<typeof priceLevelSchema>;

/** One reason, grouped for readers by what its evidence says of the price and never by the rating. */
export const reasonSchema = groundedTextSchema.extend({
  /** -1 to 1: above 0 bullish, below 0 bearish; 0 names what was not examined, where a side has nothing else. */
  direction: z.number().min(-1).max(1),
  /** Whether it speaks for the rating given; null for a hold, which rests on both sides. */
  supports: z.boolean().nullable(),
});
export type Reason = z.infer<typeof reasonSchema>;

/** The reasons of one direction; where there is none, what was not examined. */
export function reasonsOfSide(reasons: readonly Reason[], side: 1 | -1): readonly Reason[] {
  const own = reasons.filter(({ direction }) => direction * side > 0);
  return own.length > 0 ? own : reasons.filter(({ direction }) => direction === 0);
}

export const ratedDecisionSchema = z.object({
  kind: z.literal('rated'),
  rating: ratingSchema,
  /** 0 to 1. */
  confidence: z.number().min(0).max(1),
  /** 0 (calm) to 1. */
  risk: z.number().min(0).max(1),
  horizon: horizonSchema,
  /** Null means none was given, on purpose. */
  target: priceLevelSchema.nullable(),
  stop: priceLevelSchema.nullable(),
  /** Share of a portfolio, in percent; null when none was given. */
  positionPct: z.number().nullable(),
  summary: groundedTextSchema,
  /** The strongest first; of both directions, or with one of direction 0 for a side that is empty. */
  reasons: z.array(reasonSchema),
  wouldChange: z.array(groundedTextSchema),
});
export const unratedDecisionSchema = z.object({
  kind: z.literal('unrated'),
  /** Why the evidence does not carry a rating. */
  because: groundedTextSchema,
});
export const decisionSchema = z.discriminatedUnion('kind', [ratedDecisionSchema, unratedDecisionSchema]);
export type Decision = z.infer<typeof decisionSchema>;

/** A decision without its texts, for lists. */
export const decisionSummarySchema = z.discriminatedUnion('kind', [
  ratedDecisionSchema.pick({ kind: true, rating: true, confidence: true, risk: true, target: true }),
  unratedDecisionSchema.pick({ kind: true }),
]);
export type DecisionSummary = z.infer<typeof decisionSummarySchema>;

export const usageSchema = z.object({
  calls: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  /** USD. */
  cost: z.number(),
});
export type Usage = z.infer<typeof usageSchema>;

export const groundingSummarySchema = z.object({
  numbers: z.int(),
  sourced: z.int(),
  derived: z.int(),
  unsourced: z.int(),
});
export type GroundingSummary = z.infer<typeof groundingSummarySchema>;

export const stepUsageSchema = usageSchema.extend({
  step: z.string(),
  agent: z.string(),
  model: z.string().nullable(),
  /** True when the configured model failed and this one answered instead. */
  fallback: z.boolean(),
  durationMs: z.number(),
});

export const reportSchema = z.object({
  runId: z.string(),
  instrument: instrumentSchema,
  asOf: isoDaySchema,
  createdAt: z.iso.datetime(),
  engine: z.enum(['rules', 'llm']),
  language: languageSchema,
  depth: z.int(),
  simulated: z.boolean(),
  snapshotHash: z.string(),
  title: localizedSchema,
  decision: decisionSchema,
  sections: z.array(sectionSchema),
  facts: z.array(factSchema),
  gaps: z.array(absenceSchema),
  doubts: z.array(doubtSchema),
  grounding: groundingSummarySchema,
  usage: usageSchema,
  steps: z.array(stepUsageSchema),
});
export type Report = z.infer<typeof reportSchema>;
