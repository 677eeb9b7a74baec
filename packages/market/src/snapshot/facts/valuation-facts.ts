import { type EpochDay, type Instrument, lowerBound, type ValuationSeries } from '@sagacity/kernel';
import { percentileRank, quantile } from '../../indicators/index.ts';
import type { FactId } from '../fact-catalogue.ts';
import { type FactsAndAbsences, last, newFactSheet } from './fact-sheet.ts';

const historyDays = 1826; // five years
const leastRows = 250;
const freshDays = 30;

const ratios = [
  ['peTtm', 'valuation.pe-ttm', 'P/E', 'earnings'],
  ['pbMrq', 'valuation.pb', 'P/B', 'book value'],
  ['psTtm', 'valuation.ps-ttm', 'P/S', 'sales'],
] as const;

export interface ValuationFactsInput {
  readonly instrument: Instrument;
  readonly asOfDay: EpochDay;
  readonly valuations: ValuationSeries;
  /** Id of the provider the rows came from. */
  readonly source: string;
}

/**
 * Ratios of the last row up to `asOfDay` and where they stand among the positive ones of up to five years before it. A ratio
 * of 0 or below means a loss and is absent. Rows more than 30 days old are stale: every fact is absent.
 */
export function valuationFacts({
  instrument,
  asOfDay,
  valuations,
  source,
}: ValuationFactsInput): FactsAndAbsences {
  const from = lowerBound(valuations.day, asOfDay - historyDays);
  const to = lowerBound(valuations.day, asOfDay + 1);
  const day = valuations.day.subarray(from, to);
  if (day.length === 0) {
    const label = { zh: '估值', en: 'Valuation' };
    return {
      facts: [],
      absences: [{ what: 'valuation', label, reason: 'no-data', detail: 'no valuation rows' }],
    };
  }
  const sheet = newFactSheet({ instrument, provider: source, dataset: 'valuation', day });
  const stale = asOfDay - day.at(-1)! > freshDays;
  const put = (id: FactId, rows: number, value: number, remark: { why: string; formula?: string }): void =>
    stale
      ? sheet.absent(id, 'stale', `the last valuation row is ${asOfDay - day.at(-1)!} days old`)
      : sheet[rows === 1 ? 'ofLast' : 'ofAll'](id, rows, value, remark);

  for (const [column, id, name, base] of ratios) {
    const history = valuations[column].subarray(from, to);
    const now = last(history) > 0 ? last(history) : Number.NaN;
    const positive = history.filter((value) => value > 0);
    const known = positive.length >= leastRows;
    const why =
      last(history) <= 0 ? `${name} has no meaning: ${base} are not positive` : `${name} is not reported`;
    const few = `needs ${leastRows} days with a positive ${name}, has ${positive.length}`;
    put(id, 1, now, { why });
    put(`${id}-percentile`, leastRows, known ? percentileRank(positive, now) : Number.NaN, {
      why: known ? why : few,
      formula: 'percentile rank among positive values of up to 5 years',
    });
    put(`${id}-median`, leastRows, known ? quantile(positive, 0.5) : Number.NaN, {
      why: few,
      formula: 'median of positive values of up to 5 years',
    });
  }
  put('valuation.history-years', 2, (day.at(-1)! - day[0]!) / 365.25, { why: 'one row only' });
  put('valuation.turnover', 1, last(valuations.turnoverPct.subarray(from, to)), {
    why: 'the source does not report the turnover rate',
  });
  return sheet;
}
