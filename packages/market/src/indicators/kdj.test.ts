import { describe, expect, it } from 'vitest';
import { kdj } from './index.ts';

const column = (...values: number[]): Float64Array => Float64Array.from(values);

describe('kdj', () => {
  it('starts both lines from 50', () => {
    const out = kdj({ high: column(3, 4), low: column(1, 2), close: column(3, 4) }, 2);
    expect(out.k[1]).toBeCloseTo(50 + 50 / 3, 10);
    expect(out.d[1]).toBeCloseTo(50 + 50 / 9, 10);
    expect(out.j[1]).toBeCloseTo(3 * (50 + 50 / 3) - 2 * (50 + 50 / 9), 10);
  });
});
