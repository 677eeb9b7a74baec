import type { BarSeries } from '@sagacity/kernel';

export interface Level {
  readonly price: number;
  /** Row of the swing. */
  readonly index: number;
}

export interface PivotLevels {
  /** Swing lows below the last close, nearest first, each lower than the one before. */
  readonly supports: readonly Level[];
  /** Swing highs above the last close, nearest first. */
  readonly resistances: readonly Level[];
}

/** A swing point tops (or bottoms) the `span` bars on both sides; of equal ones in reach, the earlier counts. */
function isSwing(values: Float64Array, i: number, span: number, sign: 1 | -1): boolean {
  const here = sign * values[i]!;
  for (let j = 1; j <= span; j++) {
    if (sign * values[i - j]! >= here || sign * values[i + j]! > here) return false;
  }
  return true;
}

/** Swings beyond the close, sorted by distance; of equal prices the latest stays. */
function levels(values: Float64Array, last: number, span: number, sign: 1 | -1): Level[] {
  const found: Level[] = [];
  for (let index = values.length - 1 - span; index >= span; index--) {
    const price = values[index]!;
    if (sign * price > sign * last && isSwing(values, index, span, sign)) found.push({ price, index });
  }
  found.sort((a, b) => sign * (a.price - b.price) || b.index - a.index);
  return found.filter((level, i) => level.price !== found[i - 1]?.price);
}

/**
 * Support and resistance from the swing highs and lows of the bars given (Murphy, ch. 4). A swing is confirmed by the `span`
 * bars after it, so the first and last `span` bars hold none.
 */
export function pivots(bars: Pick<BarSeries, 'high' | 'low' | 'close'>, span = 5): PivotLevels {
  const last = bars.close.at(-1) ?? Number.NaN;
  return { supports: levels(bars.low, last, span, -1), resistances: levels(bars.high, last, span, 1) };
}
