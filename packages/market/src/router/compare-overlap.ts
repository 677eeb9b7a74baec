import type { BarSeries } from '@sagacity/kernel';

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 1;

/**
 * Whether fresh bars are in the units of the held ones: on common days closes must agree within 2 % and volumes within a factor of
 * three, by their medians. Returns what is wrong, or null.
 */
export function compareOverlap(held: BarSeries, fresh: BarSeries): string | null {
  const closes: number[] = [];
  const volumes: number[] = [];
  for (let i = 0, j = 0; i < held.day.length && j < fresh.day.length; ) {
    const gap = held.day[i]! - fresh.day[j]!;
    if (gap === 0) {
      closes.push(fresh.close[j]! / held.close[i]!);
      if (held.volume[i]! > 0 && fresh.volume[j]! > 0) volumes.push(fresh.volume[j]! / held.volume[i]!);
    }
    if (gap <= 0) i++;
    if (gap >= 0) j++;
  }
  const price = median(closes);
  const volume = median(volumes);
  if (Math.abs(price - 1) > 0.02) return `closes are ${price.toPrecision(3)} times those held`;
  if (volume < 1 / 3 || volume > 3) return `volumes are ${volume.toPrecision(3)} times those held`;
  return null;
}
