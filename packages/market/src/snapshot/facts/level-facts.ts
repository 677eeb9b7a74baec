import { type BarSeries, sliceBars } from '@sagacity/kernel';
import { atr, type Level, pivots } from '../../indicators/index.ts';
import type { FactId } from '../fact-catalogue.ts';
import { type FactSheet, last } from './fact-sheet.ts';

const window = 250;
const least = 60;
/** Swings within half a day's range are one level. */
const reachAtrs = 0.5;
/** Within so many ATRs of the close the levels touched most come first, beyond it the nearest. */
const nearAtrs = 6;

/** The two levels that matter most, nearest first. */
function strongest(levels: readonly Level[], close: number, atr14: number): Level[] {
  const worth = ({ price, touches }: Level): number =>
    Math.abs(price - close) <= nearAtrs * atr14 ? touches : 0;
  const ranked = [...levels].sort((a, b) => worth(b) - worth(a)).slice(0, 2); // equals stay nearest first
  return levels.filter((level) => ranked.includes(level));
}

/** Unbroken support and resistance in the last 250 bars, or in all of them when the listing is younger. */
export function levelFacts(sheet: FactSheet, bars: BarSeries): void {
  const rows = Math.max(least, Math.min(window, bars.day.length));
  const range = last(atr(bars, 14));
  const atr14 = Number.isFinite(range) ? range : 0;
  const close = last(bars.close);
  const found = pivots(sliceBars(bars, Math.max(0, bars.day.length - window)), {
    reach: reachAtrs * atr14,
  });
  const level = (id: FactId, price: number | undefined, why: string): void =>
    sheet.ofLast(id, rows, price ?? Number.NaN, { why: `${why} in the last ${rows} days` });
  const [support, lower] = strongest(found.supports, close, atr14);
  const [resistance, higher] = strongest(found.resistances, close, atr14);
  level('market.support-1', support?.price, 'no unbroken swing low below the close');
  level('market.support-2', lower?.price, 'no second unbroken swing low below the close');
  level('market.resistance-1', resistance?.price, 'no unbroken swing high above the close');
  level('market.resistance-2', higher?.price, 'no second unbroken swing high above the close');
}
