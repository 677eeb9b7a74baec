import { type BarSeries, sliceBars } from '@sagacity/kernel';
import { atr, type Level, pivots } from '../../indicators/index.ts';
import type { FactId } from '../fact-catalogue.ts';
import { type FactSheet, last } from './fact-sheet.ts';

const window = 250;
const least = 60;
/** Swings within half a day's range are one level; of the nearest few, the two touched most often are named. */
const reachAtrs = 0.5;
const looked = 4;

/** The two levels touched most among the nearest, the nearer of equals; nearest first. */
const strongest = (levels: readonly Level[]): Level[] => {
  const near = levels.slice(0, looked);
  const ranked = [...near].sort((a, b) => b.touches - a.touches).slice(0, 2);
  return near.filter((level) => ranked.includes(level));
};

/** Unbroken support and resistance in the last 250 bars, or in all of them when the listing is younger. */
export function levelFacts(sheet: FactSheet, bars: BarSeries): void {
  const rows = Math.max(least, Math.min(window, bars.day.length));
  const reach = reachAtrs * last(atr(bars, 14));
  const found = pivots(sliceBars(bars, Math.max(0, bars.day.length - window)), {
    reach: Number.isFinite(reach) ? reach : 0,
  });
  const level = (id: FactId, price: number | undefined, why: string): void =>
    sheet.ofLast(id, rows, price ?? Number.NaN, { why: `${why} in the last ${rows} days` });
  const [support, lower] = strongest(found.supports);
  const [resistance, higher] = strongest(found.resistances);
  level('market.support-1', support?.price, 'no unbroken swing low below the close');
  level('market.support-2', lower?.price, 'no second unbroken swing low below the close');
  level('market.resistance-1', resistance?.price, 'no unbroken swing high above the close');
  level('market.resistance-2', higher?.price, 'no second unbroken swing high above the close');
}
