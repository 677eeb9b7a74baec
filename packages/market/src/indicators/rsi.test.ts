import { describe, expect, it } from 'vitest';
import { rsi } from './index.ts';

const column = (...values: number[]): Float64Array => Float64Array.from(values);

describe('rsi', () => {
  it('reproduces a series worked by hand', () => {
    // gains 1, 0, 2 and losses 0, 1, 0 → means 1 and 1/3; then +3 → 5/3 and 2/9
    const out = rsi(column(10, 11, 10, 12, 15), 3);
    expect(out[3]).toBeCloseTo(75, 10);
    expect(out[4]).toBeCloseTo((100 * (5 / 3)) / (5 / 3 + 2 / 9), 10);
  });
});
