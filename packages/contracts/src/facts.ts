import { z } from 'zod';

export const languageSchema = z.enum(['zh', 'en']);
export type Language = z.infer<typeof languageSchema>;

export const localizedSchema = z.object({ zh: z.string(), en: z.string() });
export type Localized = z.infer<typeof localizedSchema>;

export const isoDaySchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected YYYY-MM-DD');
export const currencySchema = z.enum(['CNY', 'HKD', 'USD', 'XTS']);
export type Currency = z.infer<typeof currencySchema>;

/**
 * price: per share, in `currency` · money: an amount in `currency` · percent: 12.3 means 12.3 % · ratio: times ·
 * points: an indicator's own scale · shares · count · days · date and text: value is a string.
 */
export const factUnitSchema = z.enum([
  'price',
  'money',
  'percent',
  'ratio',
  'points',
  'shares',
  'count',
  'days',
  'date',
  'text',
]);
export type FactUnit = z.infer<typeof factUnitSchema>;

export const factGroupSchema = z.enum([
  'market',
  'valuation',
  'fundamentals',
  'news',
  'sentiment',
  'decision',
]);
export type FactGroup = z.infer<typeof factGroupSchema>;

/** Where a value comes from, precise enough to find it again. */
export const factSourceSchema = z.object({
  /** Provider id (`demo`, `csv`, `yahoo` …), `rules` for a reading computed by an agent, or `memory` for an earlier decision. */
  provider: z.string(),
  /** `bars`, `valuation`, `income-statement`, `news` … */
  dataset: z.string(),
  from: isoDaySchema.optional(),
  to: isoDaySchema.optional(),
  /** How it was computed, e.g. `SMA(20) of adjusted close`. */
  formula: z.string().optional(),
  /** Ids of the facts it was computed from. */
  inputs: z.array(z.string()).optional(),
  url: z.string().optional(),
});
export type FactSource = z.infer<typeof factSourceSchema>;

export const factSchema = z.object({
  id: z.string().regex(/^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/),
  group: factGroupSchema,
  label: localizedSchema,
  value: z.union([z.number(), z.string()]),
  unit: factUnitSchema,
  currency: currencySchema.optional(),
  /** Decimals to show. */
  digits: z.int().min(0).max(8),
  asOf: isoDaySchema,
  source: factSourceSchema,
});
export type Fact = z.infer<typeof factSchema>;

export const absenceReasonSchema = z.enum([
  'no-data',
  'rate-limited',
  'not-configured',
  'upstream-failed',
  'stale',
  'unit-mismatch',
]);
export type AbsenceReason = z.infer<typeof absenceReasonSchema>;

/** A reason not to trust the prices; no rating rests on them while there is one. */
export const doubtSchema = z.object({
  kind: z.literal('split-jump'),
  day: isoDaySchema,
  /** Close over the previous close, with the adjustments that are known. */
  ratio: z.number(),
  /** The likely split, in shares after for one before. */
  sharesPerShare: z.number(),
  text: localizedSchema,
});
export type Doubt = z.infer<typeof doubtSchema>;

/** Something a reader would expect and that is not there, with the reason. */
export const absenceSchema = z.object({
  /** A fact id, or a dataset such as `fundamentals`. */
  what: z.string(),
  label: localizedSchema,
  reason: absenceReasonSchema,
  detail: z.string(),
});
export type Absence = z.infer<typeof absenceSchema>;
