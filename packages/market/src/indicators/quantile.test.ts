import { describe, expect, it } from 'vitest';
import { quantile } from './index.ts';

const column = (...values: number[]): Float64Array => Float64Array.from(values);

describe('quantile', () => {
  it('interpolates between the order statistics', () => {
    expect(quantile(column(4, 1, Number.NaN, 3, 2), 0.5)).toBe(2.5);
    expect(quantile(column(10), 0.9)).toBe(10);
    expect(quantile(column(), 0.5)).toBeNaN();
  });
});
