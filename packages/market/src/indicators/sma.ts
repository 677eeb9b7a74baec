import { newColumn } from './period.ts';

/** Simple moving average: the mean of the last `period` values. First defined at index `period - 1`. */
export function sma(values: Float64Array, period: number): Float64Array {
  const out = newColumn(values.length, period);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i]!;
    if (i >= period) sum -= values[i - period]!;
    if (i >= period - 1) out[i] = sum / period;
  }
  return out;
}
