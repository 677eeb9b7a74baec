import type { Facts } from './read-facts.ts';
import { bounds } from './weights.ts';

/** 1 when `a` lies clearly above `b`, -1 when clearly below, 0 when they differ by less than `atrs` ATRs; without ATR(14) any difference counts. */
export function clearGap({ find }: Facts, a: number, b: number, atrs: number = bounds.clearAtr): -1 | 0 | 1 {
  const least = atrs * (find('market.atr14') ?? 0);
  if (Math.abs(a - b) < least || a === b) return 0;
  return a > b ? 1 : -1;
}

/** The sign of a value that is at least `least` from zero, else 0. */
export const clearSign = (value: number, least: number): -1 | 0 | 1 =>
  Math.abs(value) < least || value === 0 ? 0 : value > 0 ? 1 : -1;
