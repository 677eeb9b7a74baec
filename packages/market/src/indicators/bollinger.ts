import { newColumn } from './period.ts';

export interface Bollinger {
  readonly middle: Float64Array;
  readonly upper: Float64Array;
  readonly lower: Float64Array;
}

/**
 * Bollinger bands: SMA ± `width` population standard deviations of the same window (J. Bollinger, Bollinger on Bollinger
 * Bands, 2001). First defined at index `period - 1`; bands of a window that never moved lie exactly on its price.
 */
export function bollinger(close: Float64Array, period = 20, width = 2): Bollinger {
  const middle = newColumn(close.length, period);
  const upper = newColumn(close.length, period);
  const lower = newColumn(close.length, period);
  for (let i = period - 1; i < close.length; i++) {
    // Sums of differences from the window's first close, taken anew: running sums leave a flat window a width from rounding.
    const origin = close[i - period + 1]!;
    let sum = 0;
    let squares = 0;
    for (let j = i - period + 2; j <= i; j++) {
      const off = close[j]! - origin;
      sum += off;
      squares += off * off;
    }
    const mean = sum / period;
    const reach = width * Math.sqrt(Math.max(0, squares / period - mean * mean));
    middle[i] = origin + mean;
    upper[i] = origin + mean + reach;
    lower[i] = origin + mean - reach;
  }
  return { middle, upper, lower };
}
