/** An output column: NaN until the indicator is defined. Throws RangeError on a period that is no whole number from `min`. */
export function newColumn(length: number, period: number, min = 1): Float64Array {
  if (!Number.isInteger(period) || period < min) {
    throw new RangeError(`an indicator's period must be a whole number from ${min}, got ${period}`);
  }
  return new Float64Array(length).fill(Number.NaN);
}
