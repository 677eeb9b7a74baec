import { type Adjustment, type EpochDay, toEpochDay } from '@sagacity/kernel';
import { barsFromRows } from '../bars-from-rows.ts';
import type { Quotes } from '../datasets.ts';
import { ProviderFailure } from '../failure.ts';
import type { DataRequest } from '../port.ts';
import {
  callTushare,
  compactDay,
  isoDayIn,
  numberIn,
  type TushareIo,
  type TushareRow,
  tsCode,
} from './call.ts';

/** Tushare counts volume in hands of 100 and amount in thousands. */
const sharesPerHand = 100;
const yuanPerUnit = 1_000;

const dayOf = (row: TushareRow, field: string): EpochDay => toEpochDay(isoDayIn(row, field) ?? '1970-01-01');

/** Bonus shares by ex-day as split ratios; empty when the account may not read them, so that prices alone are adjusted. */
async function splitRatios(io: TushareIo, code: string): Promise<Map<EpochDay, number>> {
  try {
    const rows = await callTushare(io, 'dividend', { ts_code: code }, 'ex_date,stk_div,div_proc');
    const done = rows.filter((row) => row.div_proc === '实施' && isoDayIn(row, 'ex_date'));
    return new Map(done.map((row) => [dayOf(row, 'ex_date'), 1 / (1 + (numberIn(row, 'stk_div') ?? 0))]));
  } catch (error) {
    if (error instanceof ProviderFailure && error.reason === 'not-configured') return new Map();
    throw error;
  }
}

/** A change of the cumulative factor from one day to the next is an adjustment on the later day. */
function adjustmentsOf(factors: readonly TushareRow[], splits: ReadonlyMap<EpochDay, number>): Adjustment[] {
  const sorted = factors
    .map((row) => ({ day: dayOf(row, 'trade_date'), factor: numberIn(row, 'adj_factor') ?? Number.NaN }))
    .filter(({ factor }) => factor > 0)
    .sort((a, b) => a.day - b.day);
  return sorted.slice(1).flatMap(({ day, factor }, i) => {
    const ratio = sorted[i]!.factor / factor;
    if (Math.abs(ratio - 1) < 1e-6) return [];
    const splitRatio = splits.get(day) ?? 1;
    return [{ exDay: day, priceRatio: ratio / splitRatio, splitRatio }];
  });
}

/** Raw daily bars with adjustments from the cumulative factors. */
export async function readQuotes({ instrument, from, to }: DataRequest, io: TushareIo): Promise<Quotes> {
  const code = tsCode(instrument);
  const params = { ts_code: code, start_date: compactDay(from), end_date: compactDay(to) };
  const rows = await callTushare(io, 'daily', params, 'trade_date,open,high,low,close,vol,amount');
  const value = (row: TushareRow, field: string): number => numberIn(row, field) ?? Number.NaN;
  const bars = barsFromRows(
    rows.map((row) => ({
      day: dayOf(row, 'trade_date'),
      open: value(row, 'open'),
      high: value(row, 'high'),
      low: value(row, 'low'),
      close: value(row, 'close'),
      volume: Math.round(value(row, 'vol') * sharesPerHand),
      amount: value(row, 'amount') * yuanPerUnit,
    })),
    to,
  );
  if (bars.day.length === 0) throw new ProviderFailure('no-data', `tushare has no bars of ${code}`);
  const factors = await callTushare(io, 'adj_factor', params, 'trade_date,adj_factor');
  return { bars, adjustments: adjustmentsOf(factors, await splitRatios(io, code)) };
}
