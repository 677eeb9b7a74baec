import type { BarSeries } from '@sagacity/kernel';
import { newColumn } from './period.ts';
import { highest, lowest } from './rolling-extreme.ts';

export interface Kdj {
  readonly k: Float64Array;
  readonly d: Float64Array;
  readonly j: Float64Array;
}

/**
 * KDJ, the stochastic oscillator as charted in China: RSV = 100 (C − L9) / (H9 − L9), K and D smoothed by 1/3 from 50,
 * J = 3K − 2D (after G. Lane's stochastics). First defined at index `period - 1`; RSV is 50 in a window without any range.
 */
export function kdj(
  bars: Pick<BarSeries, 'high' | 'low' | 'close'>,
  period = 9,
  kPeriod = 3,
  dPeriod = 3,
): Kdj {
  const { close } = bars;
  const high = highest(bars.high, period);
  const low = lowest(bars.low, period);
  const k = newColumn(close.length, kPeriod);
  const d = newColumn(close.length, dPeriod);
  const j = newColumn(close.length, period);
  let lastK = 50;
  let lastD = 50;
  for (let i = period - 1; i < close.length; i++) {
    const range = high[i]! - low[i]!;
    const rsv = range > 0 ? (100 * (close[i]! - low[i]!)) / range : 50;
    lastK += (rsv - lastK) / kPeriod;
    lastD += (lastK - lastD) / dPeriod;
    k[i] = lastK;
    d[i] = lastD;
    j[i] = 3 * lastK - 2 * lastD;
  }
  return { k, d, j };
}
