/**
 * On-balance volume in shares: volume added on a higher close, taken off on a lower one, from 0 at the first bar
 * (J. Granville, 1963). Only its changes mean something, not its level.
 */
export function obv(close: Float64Array, volume: Float64Array): Float64Array {
  const out = new Float64Array(close.length);
  for (let i = 1; i < close.length; i++) {
    const change = close[i]! - close[i - 1]!;
    out[i] = out[i - 1]! + (change > 0 ? volume[i]! : change < 0 ? -volume[i]! : 0);
  }
  return out;
}
