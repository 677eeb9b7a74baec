import type { Adjustment, EpochDay } from '@sagacity/kernel';
import type { BarStore } from '@sagacity/platform/bars/port';
import type { Quotes } from '../datasets.ts';
import type { DataRequest } from '../port.ts';

/**
 * Adjustments as they are stored: a row of ones on `firstDay` says that they are known, so that none at all means unknown.
 */
export const markKnown = (adjustments: readonly Adjustment[], firstDay: EpochDay): Adjustment[] => [
  { exDay: firstDay, priceRatio: 1, splitRatio: 1 },
  ...adjustments.filter(({ exDay }) => exDay > firstDay),
];

/** Bars and adjustments held of an instrument up to the request's last day; no rows when there are none. */
export async function readHeld(store: BarStore, { instrument, to }: DataRequest): Promise<Quotes> {
  const bars = await store.readBars(instrument.id, { to });
  const adjustments = await store.readAdjustments(instrument.id, to);
  return { bars, adjustments: adjustments.length > 0 ? adjustments : null };
}
