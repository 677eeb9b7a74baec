import { aaplBars } from '@sagacity/testkit/aapl-bars';
import { describe, expect, it } from 'vitest';
import { beta, commonCloses, returns } from './index.ts';

const column = (...values: number[]): Float64Array => Float64Array.from(values);
const bars = aaplBars();

describe('beta', () => {
  it('is two for twice the benchmark, over the days both traded', () => {
    const one = { ...bars, day: Int32Array.of(1, 2, 3, 5, 6), close: column(10, 12, 9, 99, 11) };
    const other = { ...bars, day: Int32Array.of(1, 2, 3, 4, 6), close: column(1, 2, 3, 4, 5) };
    const common = commonCloses(one, other);
    expect([...common.one]).toEqual([10, 12, 9, 11]);
    expect([...common.other]).toEqual([1, 2, 3, 5]);
    const market = returns(common.other);
    expect(
      beta(
        market.map((value) => 2 * value),
        market,
        3,
      )[3],
    ).toBeCloseTo(2, 12);
  });
});
