import { type Instrument, isIsoDay, toEpochDay, toIsoDay } from '@sagacity/kernel';
import { z } from 'zod';
import { adjustmentsFromEvents } from '../adjustments-from-events.ts';
import { type BarRow, barsFromRows } from '../bars-from-rows.ts';
import type { Quotes } from '../datasets.ts';
import { ProviderFailure } from '../failure.ts';
import type { LiveSettings } from '../live-settings.ts';
import type { DataRequest, ProviderIo } from '../port.ts';
import { requestJson } from '../request-json.ts';
import { readEvents } from './read-events.ts';

const replySchema = z.object({
  data: z.object({ name: z.string(), klines: z.array(z.string()).default([]) }).nullable(),
});

/** Market number and code: 1 Shanghai, 0 Shenzhen and Beijing, 116 Hong Kong. */
export const secidOf = ({ exchange, code }: Instrument): string =>
  `${exchange === 'SH' ? 1 : exchange === 'HK' ? 116 : 0}.${code}`;

/** A-share volumes are in hands of 100, Hong Kong's in shares. */
const sharesPerUnit = ({ market }: Instrument): number => (market === 'CN' ? 100 : 1);

/** The reply for unadjusted daily lines. Throws no-data when the code is unknown. */
export async function readKline(
  { instrument, from, to }: DataRequest,
  io: ProviderIo<LiveSettings>,
): Promise<{ name: string; klines: string[] }> {
  const compact = (day: number): string => toIsoDay(day).replaceAll('-', '');
  const query = `secid=${secidOf(instrument)}&klt=101&fqt=0&beg=${compact(from)}&end=${compact(to)}`;
  const fields = 'fields1=f1,f2,f3,f4,f5,f6&fields2=f51,f52,f53,f54,f55,f56,f57';
  const { data } = await requestJson(io, {
    provider: 'eastmoney',
    path: `/api/qt/stock/kline/get?${query}&${fields}`,
    schema: replySchema,
  });
  if (data) return data;
  throw new ProviderFailure('no-data', `eastmoney does not know ${instrument.id}`);
}

/** `date,open,close,high,low,volume,amount`. */
function rowOf(line: string, perUnit: number): BarRow[] {
  const [date = '', ...cells] = line.split(',');
  const [open, close, high, low, volume, amount] = cells.map(Number);
  if (!isIsoDay(date) || amount === undefined) return [];
  return [
    {
      day: toEpochDay(date),
      open: open!,
      high: high!,
      low: low!,
      close: close!,
      volume: Math.round(volume! * perUnit),
      amount,
    },
  ];
}

/** Raw bars, with the dividends and bonus shares of A shares; those of Hong Kong are unknown here. */
export async function readQuotes(request: DataRequest, io: ProviderIo<LiveSettings>): Promise<Quotes> {
  const { instrument, to } = request;
  const { klines } = await readKline(request, io);
  const perUnit = sharesPerUnit(instrument);
  const bars = barsFromRows(
    klines.flatMap((line) => rowOf(line, perUnit)),
    to,
  );
  if (bars.day.length === 0)
    throw new ProviderFailure('no-data', `eastmoney has no bars of ${instrument.id}`);
  if (instrument.market !== 'CN') return { bars, adjustments: null };
  const events = (await readEvents(io, instrument)).filter(({ exDay }) => exDay <= to);
  return { bars, adjustments: adjustmentsFromEvents(events, bars) };
}
