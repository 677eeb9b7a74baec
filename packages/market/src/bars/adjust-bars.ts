import { type Adjustment, type BarSeries, type EpochDay, lowerBound, sliceBars } from '@sagacity/kernel';

const isOne = (adjustment: Adjustment): boolean => adjustment.priceRatio === 1 && adjustment.splitRatio === 1;

/**
 * Raw bars as a reader on `asOfDay` would chart them: no bar after that day, and only adjustments with `exDay` up to it.
 * Prices before an ex-day are multiplied by `priceRatio * splitRatio`, volumes divided by `splitRatio`; amounts stay as reported,
 * being money that changed hands. The last bar is always as quoted. Without adjustments the rows are views on `raw`.
 */
export function adjustBars(raw: BarSeries, adjustments: readonly Adjustment[], asOfDay: EpochDay): BarSeries {
  const seen = sliceBars(raw, 0, lowerBound(raw.day, asOfDay + 1));
  const known = adjustments
    .filter((adjustment) => adjustment.exDay <= asOfDay && !isOne(adjustment))
    .sort((a, b) => a.exDay - b.exDay);
  if (known.length === 0) return seen;

  const copy = (column: Float64Array): Float64Array => column.slice();
  const out: BarSeries = {
    ...seen,
    open: copy(seen.open),
    high: copy(seen.high),
    low: copy(seen.low),
    close: copy(seen.close),
    volume: copy(seen.volume),
  };
  let price = 1;
  let split = 1;
  let next = known.length - 1;
  for (let i = seen.day.length - 1; i >= 0; i--) {
    for (; next >= 0 && known[next]!.exDay > seen.day[i]!; next--) {
      price *= known[next]!.priceRatio * known[next]!.splitRatio;
      split *= known[next]!.splitRatio;
    }
    out.open[i]! *= price;
    out.high[i]! *= price;
    out.low[i]! *= price;
    out.close[i]! *= price;
    out.volume[i]! /= split;
  }
  return out;
}
