import { describe, expect, it } from 'vitest';
import { drawdown } from './index.ts';

const column = (...values: number[]): Float64Array => Float64Array.from(values);

describe('drawdown', () => {
  it('keeps the deepest fall after the price has recovered', () => {
    const { current, maximum } = drawdown(column(100, 50, 120, 90));
    expect([...current]).toEqual([0, -0.5, 0, -0.25]);
    expect([...maximum]).toEqual([0, -0.5, -0.5, -0.5]);
  });
});
