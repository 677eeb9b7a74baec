import { newBarSeries, toEpochDay, toIsoDay } from '@sagacity/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustBars } from './adjust-bars.ts';
import { barsOfPeriod } from './bars-of-period.ts';

type Row = [
  day: string,
  open: number,
  high: number,
  low: number,
  close: number,
  volume: number,
  amount?: number,
];
function series(rows: readonly Row[]) {
  const bars = newBarSeries(rows.length);
  for (const [i, [day, open, high, low, close, volume, amount = Number.NaN]] of rows.entries()) {
    bars.day[i] = toEpochDay(day);
    for (const [name, value] of Object.entries({ open, high, low, close, volume, amount }))
      bars[name as 'open'][i] = value;
  }
  return bars;
}
const rowsOf = (bars: ReturnType<typeof series>) =>
  Array.from(bars.day, (day, i) => [
    toIsoDay(day),
    ...(['open', 'high', 'low', 'close', 'volume', 'amount'] as const).map((name) => bars[name][i]),
  ]);

// Friday 29 May, then Monday 1 to Wednesday 3 June 2020, then Monday 8.
const days = series([
  ['2020-05-29', 10, 12, 9, 11, 100, 1000],
  ['2020-06-01', 11, 15, 10, 14, 200, 2000],
  ['2020-06-02', 14, 14, 8, 9, 300, 3000],
  ['2020-06-03', 9, 10, 9, 10, 400, 4000],
  ['2020-06-08', 10, 11, 10, 11, 500],
]);

describe('barsOfPeriod', () => {
  it('begins a week on Monday and dates it by its last session', () => {
    expect(rowsOf(barsOfPeriod(days, 'week'))).toEqual([
      ['2020-05-29', 10, 12, 9, 11, 100, 1000],
      ['2020-06-03', 11, 15, 8, 10, 900, 9000],
      ['2020-06-08', 10, 11, 10, 11, 500, Number.NaN],
    ]);
  });

  it('gathers calendar months, without an amount where a day has none', () => {
    expect(rowsOf(barsOfPeriod(days, 'month'))).toEqual([
      ['2020-05-29', 10, 12, 9, 11, 100, 1000],
      ['2020-06-08', 11, 15, 8, 11, 1400, Number.NaN],
    ]);
  });

  it('leaves days as they are, and nothing as nothing', () => {
    expect(barsOfPeriod(days, 'day')).toBe(days);
    expect(barsOfPeriod(series([]), 'week').day).toHaveLength(0);
  });

  it('keeps a week on one scale when it was adjusted before', () => {
    const raw = series([
      ['2020-08-27', 400, 404, 396, 400, 10],
      ['2020-08-28', 400, 408, 392, 400, 10],
    ]);
    const split = [{ exDay: toEpochDay('2020-08-28'), priceRatio: 1, splitRatio: 0.5 }];
    const adjusted = adjustBars(raw, split, toEpochDay('2020-08-28'));
    expect(rowsOf(barsOfPeriod(adjusted, 'week'))).toEqual([
      ['2020-08-28', 200, 408, 198, 400, 30, Number.NaN],
    ]);
    expect(rowsOf(barsOfPeriod(raw, 'week'))).toEqual([['2020-08-28', 400, 408, 392, 400, 20, Number.NaN]]);
  });

  it('loses no share and no extreme of any series', () => {
    const row = fc.record({ skip: fc.integer({ min: 1, max: 40 }), price: fc.integer({ min: 1, max: 900 }) });
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 80 }),
        fc.constantFrom('week', 'month'),
        (rows, period) => {
          const days = rows.map((_, i) => rows.slice(0, i + 1).reduce((day, { skip }) => day + skip, -9000));
          const daily = series(
            rows.map(({ price }, i) => [toIsoDay(days[i]!), price, price + 1, price - 1, price, price]),
          );
          const found = barsOfPeriod(daily, period as 'week');
          const sum = (column: Float64Array) => column.reduce((a, b) => a + b, 0);
          expect(sum(found.volume)).toBe(sum(daily.volume));
          expect(Math.max(...found.high)).toBe(Math.max(...daily.high));
          expect(Math.min(...found.low)).toBe(Math.min(...daily.low));
          expect(found.close.at(-1)).toBe(daily.close.at(-1));
          expect([...found.day]).toEqual([...new Set(found.day)].sort((a, b) => a - b));
        },
      ),
    );
  });
});
