import type { BarSeries } from '@sagacity/kernel';
import { trueRange } from './atr.ts';
import { newColumn } from './period.ts';

export interface Adx {
  readonly adx: Float64Array;
  /** +DI, 0–100. */
  readonly plusDi: Float64Array;
  /** −DI, 0–100. */
  readonly minusDi: Float64Array;
}

/**
 * Average directional index (J. W. Wilder, 1978): directional movement and true range summed over `period` and then decayed by
 * 1/period; DX = 100 |+DI − −DI| / (+DI + −DI); ADX is its Wilder mean. DI from index `period`, ADX from `2 period - 1`.
 */
export function adx(bars: Pick<BarSeries, 'high' | 'low' | 'close'>, period = 14): Adx {
  const { high, low, close } = bars;
  const out = newColumn(close.length, period);
  const plusDi = newColumn(close.length, period);
  const minusDi = newColumn(close.length, period);
  const keep = 1 - 1 / period;
  let range = 0;
  let plus = 0;
  let minus = 0;
  let dxSum = 0;
  for (let i = 1; i < close.length; i++) {
    const up = high[i]! - high[i - 1]!;
    const down = low[i - 1]! - low[i]!;
    const decay = i > period ? keep : 1;
    range = range * decay + trueRange(high, low, close, i);
    plus = plus * decay + (up > down && up > 0 ? up : 0);
    minus = minus * decay + (down > up && down > 0 ? down : 0);
    if (i < period) continue;
    plusDi[i] = range > 0 ? (100 * plus) / range : 0;
    minusDi[i] = range > 0 ? (100 * minus) / range : 0;
    const total = plus + minus;
    const dx = total > 0 ? (100 * Math.abs(plus - minus)) / total : 0;
    if (i < 2 * period) {
      dxSum += dx;
      if (i === 2 * period - 1) out[i] = dxSum / period;
    } else out[i] = out[i - 1]! + (dx - out[i - 1]!) / period;
  }
  return { adx: out, plusDi, minusDi };
}
