/**
 * Where `value` stands among `values`, 0–100: percent below plus half of the percent equal. NaN values are left out; NaN when
 * nothing is left or `value` is NaN.
 */
export function percentileRank(values: Float64Array, value: number): number {
  let below = 0;
  let equal = 0;
  let count = 0;
  for (const other of values) {
    if (Number.isNaN(other)) continue;
    count++;
    if (other < value) below++;
    else if (other === value) equal++;
  }
  return count === 0 || Number.isNaN(value) ? Number.NaN : (100 * (below + equal / 2)) / count;
}
