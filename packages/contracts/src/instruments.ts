import { z } from 'zod';
import { absenceSchema, currencySchema, factSchema, isoDaySchema, localizedSchema } from './facts.ts';
import { fileTextSchema, typedInstrumentSchema } from './inputs.ts';

export const marketSchema = z.enum(['CN', 'HK', 'US', 'DEMO']);
export type Market = z.infer<typeof marketSchema>;

/** `MARKET:CODE`, e.g. `CN:600519`, `HK:00700`, `US:BRK.B`, `DEMO:NEBULA`. */
export const instrumentIdSchema = z
  .string()
  .max(17)
  .regex(/^(CN|HK|US|DEMO):[A-Z0-9.]{1,12}$/);

export const instrumentSchema = z.object({
  id: instrumentIdSchema,
  market: marketSchema,
  code: z.string(),
  exchange: z.string(),
  currency: currencySchema,
  name: localizedSchema.nullable(),
  simulated: z.boolean(),
});
export type InstrumentView = z.infer<typeof instrumentSchema>;

export const instrumentHitSchema = instrumentSchema.extend({
  /** Days of bars held; null when nothing is stored yet. `ends`: no vendor can be asked for later ones. */
  coverage: z.object({ from: isoDaySchema, to: isoDaySchema, rows: z.int(), ends: z.boolean() }).nullable(),
  /** The last close held, as quoted; the change is from the session before, adjusted. Null when nothing is stored yet. */
  last: z.object({ day: isoDaySchema, close: z.number(), changePct: z.number().nullable() }).nullable(),
});
export type InstrumentHit = z.infer<typeof instrumentHitSchema>;

export const barRowSchema = z.object({
  day: isoDaySchema,
  open: z.number(),
  high: z.number(),
  low: z.number(),
  close: z.number(),
  volume: z.number(),
  amount: z.number().nullable(),
});
export const adjustmentModeSchema = z.enum(['adjusted', 'raw']);
/** A bar of a day, of a week from Monday, or of a calendar month. It carries the day of its last session. */
export const barPeriodSchema = z.enum(['day', 'week', 'month']);
export type BarPeriod = z.infer<typeof barPeriodSchema>;
export const barsReplySchema = z.object({
  instrument: instrumentSchema,
  asOf: isoDaySchema,
  mode: adjustmentModeSchema,
  period: barPeriodSchema,
  bars: z.array(barRowSchema),
  source: z.string().nullable(),
});
export type BarsReply = z.infer<typeof barsReplySchema>;

export const indicatorNameSchema = z.enum([
  'ma',
  'ema',
  'boll',
  'vwap',
  'volume',
  'macd',
  'rsi',
  'kdj',
  'obv',
  'atr',
  'adx',
]);
export type IndicatorName = z.infer<typeof indicatorNameSchema>;

export const indicatorSeriesSchema = z.object({
  name: indicatorNameSchema,
  label: localizedSchema,
  /** Periods and widths in the order of the formula. */
  parameters: z.array(z.number()),
  formula: z.string(),
  lines: z.array(
    z.object({
      /** Where a fact says the same of its day (daily bars, the usual parameters), the id of that fact without `market.`. */
      id: z.string(),
      label: localizedSchema,
      /** One per day; null where the indicator is not defined. */
      values: z.array(z.number().nullable()),
    }),
  ),
});
export type IndicatorSeries = z.infer<typeof indicatorSeriesSchema>;

export const indicatorsReplySchema = z.object({
  instrument: instrumentSchema,
  asOf: isoDaySchema,
  mode: adjustmentModeSchema,
  period: barPeriodSchema,
  days: z.array(isoDaySchema),
  /** In the order asked for. */
  series: z.array(indicatorSeriesSchema),
});
export type IndicatorsReply = z.infer<typeof indicatorsReplySchema>;

export const newsItemSchema = z.object({
  id: z.string(),
  publishedAt: z.iso.datetime(),
  title: localizedSchema.partial(),
  summary: localizedSchema.partial(),
  source: z.string(),
  url: z.string().nullable(),
});
export type NewsItem = z.infer<typeof newsItemSchema>;

export const newsReplySchema = z.object({ items: z.array(newsItemSchema), absences: z.array(absenceSchema) });
export const factsReplySchema = z.object({ facts: z.array(factSchema), absences: z.array(absenceSchema) });

/** One line of a rejected file. */
export const rowFaultSchema = z.object({
  file: z.enum(['bars', 'factors', 'valuation']),
  line: z.int(),
  column: z.string(),
  value: z.string(),
  reason: z.string(),
});
export type RowFault = z.infer<typeof rowFaultSchema>;

export const importRequestSchema = z.strictObject({
  instrument: typedInstrumentSchema,
  /** CSV text: date,open,high,low,close,volume[,amount]. */
  bars: fileTextSchema.min(1),
  /** CSV text: date,price_factor,split_factor. */
  factors: fileTextSchema.optional(),
  /** CSV text: date,pe_ttm,pb_mrq,ps_ttm,pcf_ncf_ttm,turn_pct. */
  valuation: fileTextSchema.optional(),
  /** Checks everything, writes nothing. */
  dryRun: z.boolean().default(false),
});
/** A close that stands to the one before as if shares had been split, with no factor that says so. */
export const splitJumpSchema = z.object({
  day: isoDaySchema,
  /** Close over the previous close. */
  ratio: z.number(),
  /** Shares after for one before, as far as the prices tell. */
  sharesPerShare: z.number(),
});
export type SplitJumpView = z.infer<typeof splitJumpSchema>;

export const importReplySchema = z.object({
  instrument: instrumentIdSchema,
  written: z.boolean(),
  /** `from` and `to` are null when no row is good. */
  bars: z.object({
    rows: z.int(),
    inserted: z.int(),
    updated: z.int(),
    /** Rows without an `amount`: whether their volume is in shares cannot be checked. */
    withoutAmount: z.int(),
    from: isoDaySchema.nullable(),
    to: isoDaySchema.nullable(),
  }),
  adjustments: z.int(),
  valuations: z.int(),
  /** Read, and written, but no rating rests on them without a factor. */
  splitJumps: z.array(splitJumpSchema),
  /** The first thousand; `faultTotal` counts all. */
  faults: z.array(rowFaultSchema),
  faultTotal: z.int(),
});
export type ImportReply = z.infer<typeof importReplySchema>;
