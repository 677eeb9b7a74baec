import { ema } from './ema.ts';
import { newColumn } from './period.ts';

export interface Macd {
  /** EMA(fast) − EMA(slow), also called DIF. */
  readonly line: Float64Array;
  /** EMA(signal) of the line, also called DEA. */
  readonly signal: Float64Array;
  /** line − signal. Chinese charts show twice this value. */
  readonly histogram: Float64Array;
}

/** Moving average convergence/divergence (G. Appel, 1979). Line from index `slow - 1`, signal from `slow + signal - 2`. */
export function macd(close: Float64Array, fast = 12, slow = 26, signalPeriod = 9): Macd {
  if (fast >= slow) throw new RangeError(`MACD needs fast < slow, got ${fast} and ${slow}`);
  const line = ema(close, fast);
  const slowEma = ema(close, slow);
  for (let i = 0; i < line.length; i++) line[i] = line[i]! - slowEma[i]!;
  const signal = ema(line, signalPeriod, slow - 1);
  const histogram = newColumn(close.length, signalPeriod);
  for (let i = slow + signalPeriod - 2; i < close.length; i++) histogram[i] = line[i]! - signal[i]!;
  return { line, signal, histogram };
}
