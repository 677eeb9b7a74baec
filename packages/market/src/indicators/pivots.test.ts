import { describe, expect, it } from 'vitest';
import { pivots } from './index.ts';

const column = (...values: number[]): Float64Array => Float64Array.from(values);

describe('pivots', () => {
  it('finds swing levels on both sides of the close, nearest first', () => {
    const close = column(5, 4, 3, 4, 5, 6, 7, 6, 5, 4, 3.5, 4, 5, 9, 5, 5.5);
    const { supports, resistances } = pivots({ high: close, low: close, close }, 2);
    expect(supports.map((level) => level.price)).toEqual([3.5, 3]);
    expect(resistances.map((level) => [level.price, level.index])).toEqual([
      [7, 6],
      [9, 13],
    ]);
  });

  it('does not call a peak a swing before the bars after it exist', () => {
    const close = column(1, 2, 3, 9, 2);
    expect(pivots({ high: close, low: close, close }, 2).resistances).toEqual([]);
  });
});
