import type { EpochDay, Instrument } from '@sagacity/kernel';
import { z } from 'zod';
import { ProviderFailure } from '../failure.ts';
import type { LiveSettings } from '../live-settings.ts';
import type { ProviderIo } from '../port.ts';
import { requestJson } from '../request-json.ts';
import { yahooSymbol } from './symbol.ts';

const column = z.array(z.number().nullable());
const eventTable = <T extends z.ZodType>(event: T) => z.record(z.string(), event).default({});

const resultSchema = z.object({
  meta: z.object({
    currency: z.string().nullish(),
    longName: z.string().nullish(),
    shortName: z.string().nullish(),
  }),
  timestamp: z.array(z.number()).default([]),
  events: z
    .object({
      dividends: eventTable(z.object({ amount: z.number(), date: z.number() })),
      splits: eventTable(
        z.object({ date: z.number(), numerator: z.number(), denominator: z.number().positive() }),
      ),
    })
    .default({ dividends: {}, splits: {} }),
  indicators: z.object({
    quote: z.array(
      z.object({
        open: column.default([]),
        high: column.default([]),
        low: column.default([]),
        close: column.default([]),
        volume: column.default([]),
      }),
    ),
  }),
});
export type Chart = z.infer<typeof resultSchema>;

const replySchema = z.object({
  chart: z.object({
    result: z.array(resultSchema).nullable(),
    error: z.object({ code: z.string(), description: z.string() }).nullish(),
  }),
});

const daySeconds = 86_400;

/** The chart of a symbol from a day up to now. Yahoo adjusts prices for every split to date, so the end is never in the past. */
export async function readChart(
  io: ProviderIo<LiveSettings>,
  instrument: Instrument,
  from: EpochDay,
): Promise<Chart> {
  const to = Math.ceil(io.clock.now() / 1000) + daySeconds;
  const query = `period1=${from * daySeconds}&period2=${to}&interval=1d&events=div%2Csplits`;
  const { chart } = await requestJson(io, {
    provider: 'yahoo',
    path: `/v8/finance/chart/${encodeURIComponent(yahooSymbol(instrument))}?${query}`,
    schema: replySchema,
  });
  const result = chart.result?.[0];
  if (result) return result;
  throw new ProviderFailure(
    'no-data',
    `yahoo: ${chart.error?.description ?? `no chart of ${instrument.id}`}`,
  );
}
