import type { BarSeries } from '@sagacity/kernel';
import { newColumn } from './period.ts';

/** True range of bar `i` ≥ 1: the day's range, widened to the close before. */
export const trueRange = (high: Float64Array, low: Float64Array, close: Float64Array, i: number): number => {
  const before = close[i - 1]!;
  return Math.max(high[i]!, before) - Math.min(low[i]!, before);
};

/**
 * Average true range in price units, Wilder's smoothing seeded by the mean of the first `period` true ranges
 * (J. W. Wilder, 1978). The first bar has no close before it, so the first value is at index `period`.
 */
export function atr(bars: Pick<BarSeries, 'high' | 'low' | 'close'>, period = 14): Float64Array {
  const { high, low, close } = bars;
  const out = newColumn(close.length, period);
  if (close.length <= period) return out;
  let sum = 0;
  for (let i = 1; i <= period; i++) sum += trueRange(high, low, close, i);
  let last = sum / period;
  out[period] = last;
  for (let i = period + 1; i < close.length; i++) {
    last += (trueRange(high, low, close, i) - last) / period;
    out[i] = last;
  }
  return out;
}
