import { isIsoDay, toEpochDay } from '@sagacity/kernel';
import { z } from 'zod';
import { adjustmentsFromEvents } from '../adjustments-from-events.ts';
import { barsFromRows } from '../bars-from-rows.ts';
import type { Quotes } from '../datasets.ts';
import { ProviderFailure } from '../failure.ts';
import type { DataRequest } from '../port.ts';
import { type AlphaIo, callAlphaVantage } from './call.ts';

const rowSchema = z.object({
  '1. open': z.coerce.number(),
  '2. high': z.coerce.number(),
  '3. low': z.coerce.number(),
  '4. close': z.coerce.number(),
  '6. volume': z.coerce.number(),
  '7. dividend amount': z.coerce.number(),
  '8. split coefficient': z.coerce.number(),
});
const replySchema = z.object({ 'Time Series (Daily)': z.record(z.string(), rowSchema) });

/** Prices as quoted, with the dividend and split of each day. */
export async function readQuotes({ instrument, from, to }: DataRequest, io: AlphaIo): Promise<Quotes> {
  const reply = await callAlphaVantage(io, 'TIME_SERIES_DAILY_ADJUSTED', instrument, replySchema, {
    outputsize: 'full',
  });
  const rows = Object.entries(reply['Time Series (Daily)'])
    .filter(([day]) => isIsoDay(day))
    .map(([day, row]) => ({ day: toEpochDay(day), row }))
    .filter(({ day }) => day >= from && day <= to);
  const bars = barsFromRows(
    rows.map(({ day, row }) => ({
      day,
      open: row['1. open'],
      high: row['2. high'],
      low: row['3. low'],
      close: row['4. close'],
      volume: row['6. volume'],
    })),
    to,
  );
  if (bars.day.length === 0)
    throw new ProviderFailure('no-data', `alpha-vantage has no bars of ${instrument.id}`);
  const events = rows.map(({ day, row }) => ({
    exDay: day,
    cash: row['7. dividend amount'],
    splitRatio: row['8. split coefficient'] > 0 ? 1 / row['8. split coefficient'] : 1,
  }));
  return {
    bars,
    adjustments: adjustmentsFromEvents(
      events.filter(({ cash, splitRatio }) => cash > 0 || splitRatio !== 1),
      bars,
    ),
  };
}
