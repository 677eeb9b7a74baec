import { type BarSeries, toEpochDay } from '@sagacity/kernel';
import { expect, it } from 'vitest';
import { lastQuote } from './last-quote.ts';

const days = ['2026-01-05', '2026-01-06', '2026-01-07'];
const series = (close: number[]): BarSeries => {
  const column = Float64Array.from(close);
  return {
    day: Int32Array.from(days.slice(0, close.length), toEpochDay),
    open: column,
    high: column,
    low: column,
    close: column,
    volume: column,
    amount: column,
  };
};

it('says the last close and its change from the session before', () => {
  expect(lastQuote(series([8, 10, 11]), [])).toEqual({
    day: '2026-01-07',
    close: 11,
    changePct: expect.closeTo(10),
  });
});

it('counts no split as a fall', () => {
  const split = { exDay: toEpochDay('2026-01-07'), priceRatio: 1, splitRatio: 0.25 };
  expect(lastQuote(series([396, 400, 102]), [split])).toMatchObject({
    close: 102,
    changePct: expect.closeTo(2),
  });
});

it('knows no change of a first session and nothing of none', () => {
  expect(lastQuote(series([8]), [])).toMatchObject({ close: 8, changePct: null });
  expect(lastQuote(series([]), [])).toBeNull();
});
