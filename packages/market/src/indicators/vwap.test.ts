import { aaplBars } from '@sagacity/testkit/aapl-bars';
import { describe, expect, it } from 'vitest';
import { vwap } from './index.ts';

const column = (...values: number[]): Float64Array => Float64Array.from(values);
const bars = aaplBars();

describe('vwap', () => {
  it('from amounts is money over shares, and undefined where an amount is missing', () => {
    const series = {
      ...bars,
      close: column(1, 1, 1),
      volume: column(10, 30, 20),
      amount: column(100, 330, Number.NaN),
    };
    const out = vwap(series, 2, 'amount');
    expect(out[1]).toBeCloseTo(10.75, 12);
    expect(out[2]).toBeNaN();
  });

  it('is undefined while nothing is traded', () => {
    expect(vwap({ ...bars, close: column(1, 1), volume: column(0, 0) }, 2)[1]).toBeNaN();
  });
});
