import { type BarSeries, type EpochDay, newBarSeries, sliceBars } from '@sagacity/kernel';
import { barAliases, findColumns } from './columns.ts';
import { readCsv } from './csv-table.ts';
import type { Faults } from './faults.ts';
import { parseNumber } from './parse-cell.ts';
import { type DayLine, readDays } from './read-days.ts';

const required = ['day', 'open', 'high', 'low', 'close', 'volume'] as const;
const priceColumns = ['open', 'high', 'low', 'close'] as const;
type Value = Exclude<keyof typeof barAliases, 'day'>;

/** Vendors round each price on its own: half a unit of the fourth digit, at least half a cent. */
const tolerance = (price: number): number => Math.max(0.005, price * 0.0001);

/** Puts a line's values at row `i`; false when any of them is a fault. */
function readRow(
  { line, day, cells }: DayLine,
  at: Partial<Record<Value, number>>,
  bars: BarSeries,
  i: number,
  faults: Faults,
): boolean {
  const before = faults.total;
  const bad = (column: string, cell: string, reason: string): number => {
    faults.add('bars', line, column, cell, reason);
    return Number.NaN;
  };
  const read = (column: Value): number => {
    const cell = cells[at[column] as number] as string;
    const value = parseNumber(cell);
    if (value === undefined) return bad(column, cell, 'is not a number');
    return value < 0 ? bad(column, cell, 'is negative') : value;
  };
  for (const column of priceColumns) {
    const value = read(column);
    bars[column][i] = value === 0 ? bad(column, '0', 'is zero') : value;
  }
  const volume = read('volume');
  if (volume % 1 !== 0 && !Number.isNaN(volume)) {
    bad('volume', String(volume), 'is not a whole number of shares');
  }
  const isBlank = at.amount === undefined || cells[at.amount] === '';
  bars.day[i] = day;
  bars.volume[i] = volume;
  bars.amount[i] = isBlank ? Number.NaN : read('amount');
  const [high, low] = [bars.high[i]!, bars.low[i]!];
  if (high < low) bad('high', String(high), `is below the low of ${low}`);
  else {
    for (const column of ['open', 'close'] as const) {
      const value = bars[column][i]!;
      if (value > high + tolerance(high)) bad(column, String(value), `is above the high of ${high}`);
      if (value < low - tolerance(low)) bad(column, String(value), `is below the low of ${low}`);
    }
  }
  return faults.total === before;
}

/** The good rows of a bars file; every bad one is a fault with its line. `today` is the exchange's own. */
export function readBarRows(text: string, today: EpochDay, faults: Faults): BarSeries {
  const table = readCsv(text);
  const before = faults.total;
  const { day, ...at } = findColumns('bars', table, barAliases, required, faults);
  if (day === undefined || faults.total > before) return newBarSeries(0);
  if (table.rows.length === 0) faults.add('bars', 1, '', '', 'the file has no rows');
  const lines = readDays('bars', table, day, { today, weekdaysOnly: true }, faults);
  const bars = newBarSeries(lines.length);
  let rows = 0;
  for (const line of lines) if (readRow(line, at, bars, rows, faults)) rows++;
  return sliceBars(bars, 0, rows);
}
