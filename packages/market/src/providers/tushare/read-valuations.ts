import { toEpochDay, type ValuationSeries } from '@sagacity/kernel';
import { ProviderFailure } from '../failure.ts';
import type { DataRequest } from '../port.ts';
import { callTushare, compactDay, isoDayIn, numberIn, type TushareIo, tsCode } from './call.ts';

/** Daily ratios; Tushare has no cash-flow ratio and leaves the P/E of a loss empty. */
export async function readValuations(
  { instrument, from, to }: DataRequest,
  io: TushareIo,
): Promise<ValuationSeries> {
  const code = tsCode(instrument);
  const params = { ts_code: code, start_date: compactDay(from), end_date: compactDay(to) };
  const rows = await callTushare(io, 'daily_basic', params, 'trade_date,turnover_rate,pe_ttm,pb,ps_ttm');
  const dated = rows
    .flatMap((row) => {
      const day = isoDayIn(row, 'trade_date');
      return day ? [{ day: toEpochDay(day), row }] : [];
    })
    .sort((a, b) => a.day - b.day);
  if (dated.length === 0) throw new ProviderFailure('no-data', `tushare has no valuations of ${code}`);
  const column = (field: string): Float64Array =>
    Float64Array.from(dated, ({ row }) => numberIn(row, field) ?? Number.NaN);
  return {
    day: Int32Array.from(dated, ({ day }) => day),
    peTtm: column('pe_ttm'),
    pbMrq: column('pb'),
    psTtm: column('ps_ttm'),
    pcfTtm: new Float64Array(dated.length).fill(Number.NaN),
    turnoverPct: column('turnover_rate'),
  };
}
