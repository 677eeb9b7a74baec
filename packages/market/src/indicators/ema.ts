import { newColumn } from './period.ts';

/**
 * Exponential moving average with weight 2 / (period + 1), seeded with the simple mean of the first `period` values from index
 * `from` on (J. Murphy, Technical Analysis of the Financial Markets, ch. 9). First defined at `from + period - 1`.
 */
export function ema(values: Float64Array, period: number, from = 0): Float64Array {
  const out = newColumn(values.length, period);
  const first = from + period - 1;
  if (first >= values.length) return out;
  let sum = 0;
  for (let i = from; i <= first; i++) sum += values[i]!;
  let last = sum / period;
  out[first] = last;
  const weight = 2 / (period + 1);
  for (let i = first + 1; i < values.length; i++) {
    last += weight * (values[i]! - last);
    out[i] = last;
  }
  return out;
}
