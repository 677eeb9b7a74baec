import { newColumn } from './period.ts';
import { logReturns } from './returns.ts';

/**
 * Historical volatility as a yearly fraction: sample standard deviation of the last `period` daily log returns times
 * √`daysPerYear` (J. Hull, Options, Futures and Other Derivatives, ch. 15). First defined at index `period`.
 */
export function volatility(close: Float64Array, period = 20, daysPerYear = 250): Float64Array {
  const out = newColumn(close.length, period, 2);
  const change = logReturns(close);
  for (let i = period; i < close.length; i++) {
    let sum = 0;
    for (let j = i - period + 1; j <= i; j++) sum += change[j]!;
    const mean = sum / period;
    let squares = 0;
    for (let j = i - period + 1; j <= i; j++) {
      const off = change[j]! - mean;
      squares += off * off;
    }
    out[i] = Math.sqrt((squares / (period - 1)) * daysPerYear);
  }
  return out;
}
