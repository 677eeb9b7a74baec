import { describe, expect, it } from 'vitest';
import { logReturns, volatility } from './index.ts';

const column = (...values: number[]): Float64Array => Float64Array.from(values);

describe('volatility', () => {
  it('is the sample deviation of log returns over a year', () => {
    const close = column(100, 110, 99, 104);
    const change = [...logReturns(close)].slice(1);
    const mean = change.reduce((a, b) => a + b) / 3;
    const variance = change.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 2;
    expect(volatility(close, 3, 252)[3]).toBeCloseTo(Math.sqrt(variance * 252), 12);
  });
});
