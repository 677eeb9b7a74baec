import { type BarSeries, type EpochDay, newBarSeries } from '@sagacity/kernel';
import { barAliases, findColumns } from './columns.ts';
import { readCsv } from './csv-table.ts';
import type { Faults } from './faults.ts';
import { parseNumber } from './parse-cell.ts';
import { type DayLine, readDays } from './read-days.ts';

const required = ['day', 'open', 'high', 'low', 'close', 'volume'] as const;
const priceColumns = ['open', 'high', 'low', 'close'] as const;
type Value = Exclude<keyof typeof barAliases, 'day'>;
type Row = Readonly<Record<Value, number>>;

/** Vendors round each price on its own: half a unit of the fourth digit, at least half a cent. */
const tolerance = (price: number): number => Math.max(0.005, price * 0.0001);

function readRow(
  { line, cells }: DayLine,
  at: Partial<Record<Value, number>>,
  faults: Faults,
): Row | undefined {
  let good = true;
  const bad = (column: string, cell: string, reason: string): number => {
    faults.add('bars', line, column, cell, reason);
    good = false;
    return Number.NaN;
  };
  const read = (column: Value): number => {
    const cell = cells[at[column] as number] as string;
    const value = parseNumber(cell);
    if (value === undefined) return bad(column, cell, 'is not a number');
    if (value < 0) return bad(column, cell, 'is negative');
    return value;
  };
  const price = (column: Value): number => {
    const value = read(column);
    return value === 0 ? bad(column, '0', 'is zero') : value;
  };
  const [open, high, low, close] = priceColumns.map(price) as [number, number, number, number];
  const volume = read('volume');
  if (volume % 1 !== 0 && !Number.isNaN(volume))
    bad('volume', String(volume), 'is not a whole number of shares');
  const blank = at.amount === undefined || cells[at.amount] === '';
  const amount = blank ? Number.NaN : read('amount');
  if (high < low) bad('high', String(high), `is below the low of ${low}`);
  else {
    for (const [column, value] of [
      ['open', open],
      ['close', close],
    ] as const) {
      if (value > high + tolerance(high)) bad(column, String(value), `is above the high of ${high}`);
      if (value < low - tolerance(low)) bad(column, String(value), `is below the low of ${low}`);
    }
  }
  return good ? { open, high, low, close, volume, amount } : undefined;
}

/** The good rows of a bars file; every bad one is a fault with its line. `today` is the exchange's own. */
export function readBarRows(text: string, today: EpochDay, faults: Faults): BarSeries {
  const table = readCsv(text);
  const before = faults.total;
  const { day, ...at } = findColumns('bars', table, barAliases, required, faults);
  if (day === undefined || faults.total > before) return newBarSeries(0);
  if (table.rows.length === 0) faults.add('bars', 1, '', '', 'the file has no rows');
  const good = readDays('bars', table, day, { today, weekdaysOnly: true }, faults).flatMap((line) => {
    const row = readRow(line, at, faults);
    return row ? [{ day: line.day, ...row }] : [];
  });
  const bars = newBarSeries(good.length);
  good.forEach((row, i) => {
    bars.day[i] = row.day;
    for (const column of [...priceColumns, 'volume', 'amount'] as const) bars[column][i] = row[column];
  });
  return bars;
}
