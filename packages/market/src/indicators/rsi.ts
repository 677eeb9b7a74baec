import { newColumn } from './period.ts';

const strength = (gain: number, loss: number): number =>
  gain + loss === 0 ? 50 : (100 * gain) / (gain + loss);

/**
 * Relative strength index, 0–100, with Wilder's smoothing seeded by the mean of the first `period` changes
 * (J. W. Wilder, New Concepts in Technical Trading Systems, 1978). First defined at index `period`; 50 when nothing moved.
 */
export function rsi(close: Float64Array, period = 14): Float64Array {
  const out = newColumn(close.length, period);
  if (close.length <= period) return out;
  let gain = 0;
  let loss = 0;
  for (let i = 1; i <= period; i++) {
    const change = close[i]! - close[i - 1]!;
    if (change > 0) gain += change;
    else loss -= change;
  }
  gain /= period;
  loss /= period;
  out[period] = strength(gain, loss);
  for (let i = period + 1; i < close.length; i++) {
    const change = close[i]! - close[i - 1]!;
    gain = (gain * (period - 1) + (change > 0 ? change : 0)) / period;
    loss = (loss * (period - 1) + (change < 0 ? -change : 0)) / period;
    out[i] = strength(gain, loss);
  }
  return out;
}
