import type { BarSeries } from '@sagacity/kernel';

export interface Level {
  readonly price: number;
  /** Row of the swing. */
  readonly index: number;
  /** Unbroken swings within reach of one another, of which this one lies farthest from the close. */
  readonly touches: number;
}

export interface PivotLevels {
  /** Swing lows below the last close that no close has broken since, nearest first. */
  readonly supports: readonly Level[];
  /** Swing highs above the last close that no close has broken since, nearest first. */
  readonly resistances: readonly Level[];
}

export interface PivotOptions {
  /** Bars a swing tops or bottoms on each side. */
  readonly span?: number;
  /** Swings no farther apart than this, in price, are one level. */
  readonly reach?: number;
}

/** A swing point tops (or bottoms) the `span` bars on both sides; of equal ones in reach, the earlier counts. */
function isSwing(values: Float64Array, i: number, span: number, sign: 1 | -1): boolean {
  const here = sign * values[i]!;
  for (let j = 1; j <= span; j++) {
    if (sign * values[i - j]! >= here || sign * values[i + j]! > here) return false;
  }
  return true;
}

/** Swings beyond the last close, and never crossed by a close since; nearest first, the latest first of equal ones. */
function standing(values: Float64Array, close: Float64Array, span: number, sign: 1 | -1) {
  const found: { price: number; index: number }[] = [];
  let farthest = sign * close.at(-1)!;
  for (let index = values.length - 1; index >= span; index--) {
    const price = values[index]!;
    if (index < values.length - span && sign * price > farthest && isSwing(values, index, span, sign))
      found.push({ price, index });
    farthest = Math.max(farthest, sign * close[index]!);
  }
  return found.sort((a, b) => sign * (a.price - b.price) || b.index - a.index);
}

function levels(swings: readonly { price: number; index: number }[], reach: number): Level[] {
  const zones: Level[] = [];
  let nearest = Number.NaN;
  for (const swing of swings) {
    const zone = zones.at(-1);
    if (zone && Math.abs(swing.price - nearest) <= reach) {
      const edge = swing.price === zone.price ? zone : swing;
      zones[zones.length - 1] = { ...edge, touches: zone.touches + 1 };
    } else {
      nearest = swing.price;
      zones.push({ ...swing, touches: 1 });
    }
  }
  return zones;
}

/**
 * Support and resistance from the swing highs and lows of the bars given (Murphy, ch. 4). A swing is confirmed by the `span`
 * bars after it, so the first and last `span` bars hold none; one that a close has crossed since is no level any more.
 */
export function pivots(
  { high, low, close }: Pick<BarSeries, 'high' | 'low' | 'close'>,
  { span = 5, reach = 0 }: PivotOptions = {},
): PivotLevels {
  if (close.length === 0) return { supports: [], resistances: [] };
  return {
    supports: levels(standing(low, close, span, -1), reach),
    resistances: levels(standing(high, close, span, 1), reach),
  };
}
