import { newColumn } from './period.ts';

/** Looks through the window again only when its extreme has just left it. `sign` 1 finds the highest, −1 the lowest. */
function extreme(values: Float64Array, period: number, sign: 1 | -1): Float64Array {
  const out = newColumn(values.length, period);
  let at = 0;
  for (let i = 0; i < values.length; i++) {
    if (at <= i - period) {
      at = i - period + 1;
      for (let j = at + 1; j <= i; j++) if (sign * values[j]! >= sign * values[at]!) at = j;
    } else if (sign * values[i]! >= sign * values[at]!) at = i;
    if (i >= period - 1) out[i] = values[at]!;
  }
  return out;
}

/** Highest of the last `period` values. */
export const highest = (values: Float64Array, period: number): Float64Array => extreme(values, period, 1);

/** Lowest of the last `period` values. */
export const lowest = (values: Float64Array, period: number): Float64Array => extreme(values, period, -1);
