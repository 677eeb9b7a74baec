import { describe, expect, it } from 'vitest';
import { percentileRank } from './index.ts';

const column = (...values: number[]): Float64Array => Float64Array.from(values);

describe('percentile rank', () => {
  it('counts equal values half and leaves gaps out', () => {
    expect(percentileRank(column(1, 2, 2, 3, Number.NaN), 2)).toBe(50);
    expect(percentileRank(column(), 2)).toBeNaN();
  });
});
