import type { Absence, AbsenceReason, Fact, FactSource } from '@sagacity/contracts/facts';
import { type Instrument, toIsoDay } from '@sagacity/kernel';
import type { FactId } from '../fact-catalogue.ts';
import { makeAbsence, makeFact } from './make-fact.ts';

export interface FactsAndAbsences {
  readonly facts: Fact[];
  readonly absences: Absence[];
}

interface Remark {
  /** Said when the value is not a finite number although there are rows enough. */
  readonly why?: string;
  readonly inputs?: readonly FactId[];
  /** Replaces the catalogue's formula text where the data decided a detail of it. */
  readonly formula?: string;
}

/** Collects facts computed from one dataset of daily rows; what cannot be computed becomes an absence, never a zero. */
export interface FactSheet extends FactsAndAbsences {
  /** A value of exactly the last `rows` rows. */
  ofLast(id: FactId, rows: number, value: number | string, remark?: Remark): void;
  /** A value of all rows (a recursive indicator), defined from `rows` rows on. */
  ofAll(id: FactId, rows: number, value: number, remark?: Remark): void;
  absent(id: FactId, reason: AbsenceReason, detail: string): void;
}

interface Rows {
  readonly instrument: Instrument;
  readonly provider: string;
  readonly dataset: 'bars' | 'valuation';
  /** Epoch days of the rows, ascending, not empty. */
  readonly day: Int32Array;
}

/** Prices below one unit of currency need more decimals than the catalogue's two; a large MACD, which is a difference of prices, fewer than its three. */
function digitsOf({ unit, value, digits }: Fact): number {
  if (typeof value !== 'number') return digits;
  const size = Math.abs(value);
  if (unit === 'price') return size < 1 ? 4 : digits;
  return unit === 'points' && digits > 2 && size >= 1 ? 2 : digits;
}

export function newFactSheet({ instrument, provider, dataset, day }: Rows): FactSheet {
  const facts: Fact[] = [];
  const absences: Absence[] = [];
  const asOf = toIsoDay(day.at(-1)!);

  const absent = (id: FactId, reason: AbsenceReason, detail: string): void => {
    absences.push(makeAbsence(id, reason, detail));
  };

  const put = (id: FactId, value: number | string, firstRow: number, { inputs, formula }: Remark): void => {
    const source: FactSource = { provider, dataset, from: toIsoDay(day[firstRow]!), to: asOf };
    const fact = makeFact(id, value, { asOf, currency: instrument.currency, source });
    facts.push({
      ...fact,
      digits: digitsOf(fact),
      source: { ...fact.source, ...(formula ? { formula } : {}), ...(inputs ? { inputs: [...inputs] } : {}) },
    });
  };

  const add = (id: FactId, rows: number, value: number | string, firstRow: number, remark: Remark): void => {
    if (day.length < rows) absent(id, 'no-data', `needs ${rows} daily rows, has ${day.length}`);
    else if (typeof value === 'number' && !Number.isFinite(value)) {
      absent(id, 'no-data', remark.why ?? 'not defined for these rows');
    } else put(id, value, firstRow, remark);
  };

  return {
    facts,
    absences,
    absent,
    ofLast: (id, rows, value, remark = {}) => add(id, rows, value, day.length - rows, remark),
    ofAll: (id, rows, value, remark = {}) => add(id, rows, value, 0, remark),
  };
}

/** The value `back` rows before the last; NaN when there is none. */
export const last = (values: Float64Array, back = 0): number =>
  values[values.length - 1 - back] ?? Number.NaN;
