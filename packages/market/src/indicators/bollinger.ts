import { newColumn } from './period.ts';
import { sma } from './sma.ts';

export interface Bollinger {
  readonly middle: Float64Array;
  readonly upper: Float64Array;
  readonly lower: Float64Array;
}

/**
 * Bollinger bands: SMA ± `width` population standard deviations of the same window (J. Bollinger, Bollinger on Bollinger
 * Bands, 2001). The deviation is summed anew per window: a running sum of squares loses a flat window in rounding.
 */
export function bollinger(close: Float64Array, period = 20, width = 2): Bollinger {
  const middle = sma(close, period);
  const upper = newColumn(close.length, period);
  const lower = newColumn(close.length, period);
  for (let i = period - 1; i < close.length; i++) {
    const mean = middle[i]!;
    let squares = 0;
    for (let j = i - period + 1; j <= i; j++) {
      const off = close[j]! - mean;
      squares += off * off;
    }
    const reach = width * Math.sqrt(squares / period);
    upper[i] = mean + reach;
    lower[i] = mean - reach;
  }
  return { middle, upper, lower };
}
