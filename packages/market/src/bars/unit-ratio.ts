import type { BarSeries } from '@sagacity/kernel';

/** How many rows are looked at together, a quarter of a year: enough for a median that one odd day does not move. */
export const unitWindow = 60;

/**
 * Median of amount / (volume × typical price) of the window that ends before row `end`: 1 when volume is in shares and amount in the
 * currency; NaN when not reported. Typical price is (high + low + close) / 3.
 */
export function unitRatio(bars: BarSeries, end = bars.day.length): number {
  const ratios: number[] = [];
  for (let i = Math.max(0, end - unitWindow); i < end; i++) {
    const expected = (bars.volume[i]! * (bars.high[i]! + bars.low[i]! + bars.close[i]!)) / 3;
    const ratio = bars.amount[i]! / expected;
    if (Number.isFinite(ratio) && ratio > 0) ratios.push(ratio);
  }
  return ratios.sort((a, b) => a - b)[ratios.length >> 1] ?? Number.NaN;
}

/** Whether amounts and volumes fit together; what is not reported fits. */
export const unitsFit = (ratio: number): boolean => !(ratio < 0.5 || ratio > 2);
