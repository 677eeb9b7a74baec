import { type BarSeries, type EpochDay, newBarSeries, sliceBars } from '@sagacity/kernel';
import { unitRatio, unitsFit, unitWindow } from '../bars/index.ts';
import { barAliases, findColumns } from './columns.ts';
import { readCsv } from './csv-table.ts';
import type { Faults } from './faults.ts';
import { parseNumber } from './parse-cell.ts';
import { type DayLine, readDays } from './read-days.ts';

const required = ['day', 'open', 'high', 'low', 'close', 'volume'] as const;
const priceColumns = ['open', 'high', 'low', 'close'] as const;
type Value = Exclude<keyof typeof barAliases, 'day'>;

/** What no price (in any currency), number of shares or turnover of a day has ever reached. */
const most = { price: 1e9, volume: 1e15, amount: 1e18 };

/** No price in any currency is lower: less is a slip of the unit. */
const leastPrice = 1e-6;

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
  const tooLow = (column: Value, price: number): number =>
    bad(column, String(price), price === 0 ? 'is zero' : `is less than ${leastPrice}`);
  const read = (column: Value, max: number): number => {
    const cell = cells[at[column] as number] as string;
    const value = parseNumber(cell);
    if (value === undefined) return bad(column, cell, 'is not a number');
    if (value > max) return bad(column, cell, `is more than ${max}`);
    return value < 0 ? bad(column, cell, 'is negative') : value;
  };
  for (const column of priceColumns) {
    const value = read(column, most.price);
    bars[column][i] = value < leastPrice ? tooLow(column, value) : value;
  }
  const volume = read('volume', most.volume);
  if (volume % 1 !== 0 && !Number.isNaN(volume)) {
    bad('volume', String(volume), 'is not a whole number of shares');
  }
  const isBlank = at.amount === undefined || cells[at.amount] === '';
  bars.day[i] = day;
  bars.volume[i] = volume;
  bars.amount[i] = isBlank ? Number.NaN : read('amount', most.amount);
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
  const table = readCsv('bars', text, faults);
  const before = faults.total;
  const { day, ...at } = findColumns('bars', table, barAliases, required, faults);
  if (day === undefined || faults.total > before) return newBarSeries(0);
  if (table.rows.length === 0) faults.add('bars', 1, '', '', 'the file has no rows');
  const lines = readDays('bars', table, day, { today, weekdaysOnly: true }, faults);
  const bars = newBarSeries(lines.length);
  const lineOf: number[] = [];
  for (const line of lines) if (readRow(line, at, bars, lineOf.length, faults)) lineOf.push(line.line);
  const read = sliceBars(bars, 0, lineOf.length);
  if (faults.total === before) checkUnits(read, lineOf, faults);
  return read;
}

/** A report refuses such bars, quarter by quarter; said here, they can still be mended in the file. */
function checkUnits(bars: BarSeries, lineOf: readonly number[], faults: Faults): void {
  const ends = Array.from(
    { length: Math.ceil(bars.day.length / unitWindow) },
    (_, i) => bars.day.length - i * unitWindow,
  );
  const end = ends.reverse().find((last) => !unitsFit(unitRatio(bars, last)));
  if (end === undefined) return;
  const ratio = unitRatio(bars, end);
  const value = `amount ÷ (volume × price) = ${ratio.toPrecision(2)}`;
  faults.add('bars', lineOf[Math.max(0, end - unitWindow)] as number, 'volume', value, likelyUnits(ratio));
}

const likely = [
  { ratio: 100, reason: 'is in lots of 100 shares (手): multiply volume by 100' },
  {
    ratio: 0.1,
    reason:
      'is in lots of 100 shares (手) and amount in thousands (千元): multiply volume by 100 and amount by 1,000',
  },
  {
    ratio: 0.01,
    reason:
      'is in lots of 100 shares (手) and amount in ten thousands (万元): multiply volume by 100 and amount by 10,000',
  },
  { ratio: 0.001, reason: 'fits an amount in thousands (千元): multiply amount by 1,000' },
  { ratio: 0.0001, reason: 'fits an amount in ten thousands (万元): multiply amount by 10,000' },
];
const likelyUnits = (ratio: number): string =>
  likely.find((unit) => unitsFit(ratio / unit.ratio))?.reason ??
  'is not in shares or amount not in the currency of the exchange; their product with the price should be about 1';
