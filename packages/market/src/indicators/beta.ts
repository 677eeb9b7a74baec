import type { BarSeries } from '@sagacity/kernel';
import { newColumn } from './period.ts';

/** Closes of two series on the days both traded. */
export function commonCloses(one: BarSeries, other: BarSeries): { one: Float64Array; other: Float64Array } {
  const room = Math.min(one.day.length, other.day.length);
  const left = new Float64Array(room);
  const right = new Float64Array(room);
  let count = 0;
  for (let i = 0, j = 0; i < one.day.length && j < other.day.length; ) {
    const gap = one.day[i]! - other.day[j]!;
    if (gap === 0) {
      left[count] = one.close[i++]!;
      right[count++] = other.close[j++]!;
    } else if (gap < 0) i++;
    else j++;
  }
  return { one: left.subarray(0, count), other: right.subarray(0, count) };
}

/**
 * Rolling beta: covariance of the two return columns over `period` values divided by the benchmark's variance (W. Sharpe, 1964).
 * Columns run day by day together (`commonCloses`, then `returns`). NaN while undefined or when the benchmark did not move.
 */
export function beta(asset: Float64Array, benchmark: Float64Array, period: number): Float64Array {
  const out = newColumn(asset.length, period, 2);
  for (let i = period - 1; i < asset.length; i++) {
    let assetSum = 0;
    let benchmarkSum = 0;
    for (let j = i - period + 1; j <= i; j++) {
      assetSum += asset[j]!;
      benchmarkSum += benchmark[j]!;
    }
    const assetMean = assetSum / period;
    const benchmarkMean = benchmarkSum / period;
    let covariance = 0;
    let variance = 0;
    for (let j = i - period + 1; j <= i; j++) {
      const off = benchmark[j]! - benchmarkMean;
      covariance += (asset[j]! - assetMean) * off;
      variance += off * off;
    }
    if (variance > 0) out[i] = covariance / variance;
  }
  return out;
}
