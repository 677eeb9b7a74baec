import { type BarSeries, sliceBars } from '@sagacity/kernel';
import { pivots } from '../../indicators/index.ts';
import type { FactId } from '../fact-catalogue.ts';
import type { FactSheet } from './fact-sheet.ts';

const span = 5;
const window = 250;
const least = 60;

/** Support and resistance in the last 250 bars, or in all of them when the listing is younger. */
export function levelFacts(sheet: FactSheet, bars: BarSeries): void {
  const rows = Math.max(least, Math.min(window, bars.day.length));
  const found = pivots(sliceBars(bars, Math.max(0, bars.day.length - window)), span);
  const level = (id: FactId, price: number | undefined, why: string): void =>
    sheet.ofLast(id, rows, price ?? Number.NaN, { why: `${why} in the last ${rows} days` });
  const [support, lower] = found.supports;
  const [resistance, higher] = found.resistances;
  level('market.support-1', support?.price, 'no swing low below the close');
  level('market.support-2', lower?.price, 'no second swing low below the close');
  level('market.resistance-1', resistance?.price, 'no swing high above the close');
  level('market.resistance-2', higher?.price, 'no second swing high above the close');
}
