import { newColumn } from './period.ts';

/** Simple returns over `lag` bars as fractions: v[i] / v[i − lag] − 1. First defined at index `lag`. */
export function returns(values: Float64Array, lag = 1): Float64Array {
  const out = newColumn(values.length, lag);
  for (let i = lag; i < values.length; i++) out[i] = values[i]! / values[i - lag]! - 1;
  return out;
}

/** Natural-log returns bar to bar. First defined at index 1. */
export function logReturns(values: Float64Array): Float64Array {
  const out = newColumn(values.length, 1);
  for (let i = 1; i < values.length; i++) out[i] = Math.log(values[i]! / values[i - 1]!);
  return out;
}
