/**
 * Daily bars in columns, ascending by day, one row a trading day, all columns of equal length.
 * Prices are per share in the instrument's currency, `volume` in shares, `amount` in currency (NaN when not reported).
 */
export interface BarSeries {
  readonly day: Int32Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  readonly amount: Float64Array;
}

/**
 * A split or dividend. Raw prices of days before `exDay` are multiplied by `priceRatio * splitRatio` to compare with days from
 * `exDay` on; volumes are divided by `splitRatio`. Known to a reader only from `exDay` on.
 */
export interface Adjustment {
  readonly exDay: number;
  /** Dividend part, e.g. 0.995. */
  readonly priceRatio: number;
  /** Split part, e.g. 0.25 for 4:1. */
  readonly splitRatio: number;
}

/** Daily valuation ratios of an instrument, ascending by day, NaN where not reported. */
export interface ValuationSeries {
  readonly day: Int32Array;
  readonly peTtm: Float64Array;
  readonly pbMrq: Float64Array;
  readonly psTtm: Float64Array;
  readonly pcfTtm: Float64Array;
  readonly turnoverPct: Float64Array;
}

const barColumns = ['open', 'high', 'low', 'close', 'volume', 'amount'] as const;

export const newBarSeries = (length: number): BarSeries => ({
  day: new Int32Array(length),
  open: new Float64Array(length),
  high: new Float64Array(length),
  low: new Float64Array(length),
  close: new Float64Array(length),
  volume: new Float64Array(length),
  amount: new Float64Array(length).fill(Number.NaN),
});

/** Rows `[from, to)` as views on the same memory. */
export function sliceBars(bars: BarSeries, from: number, to: number = bars.day.length): BarSeries {
  const part = Object.fromEntries(barColumns.map((name) => [name, bars[name].subarray(from, to)]));
  return { day: bars.day.subarray(from, to), ...part } as unknown as BarSeries; // keys are exactly barColumns
}

/** Index of the first row with `day >= wanted` (binary search); the length when there is none. */
export function lowerBound(days: Int32Array, wanted: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (days[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
