import { type Adjustment, type BarSeries, type EpochDay, lowerBound } from '@sagacity/kernel';

export interface CorporateEvent {
  readonly exDay: EpochDay;
  /** Cash per share as paid on `exDay`, 0 for none. */
  readonly cash: number;
  /** 0.25 for a 4:1 split, 1 for none. */
  readonly splitRatio: number;
}

/**
 * Adjustments of splits and cash dividends against raw bars: a dividend's ratio is 1 − cash / (last close before the ex-day, on the
 * share count of the ex-day). Events before the first bar adjust nothing and are left out; several of one day become one.
 */
export function adjustmentsFromEvents(events: readonly CorporateEvent[], raw: BarSeries): Adjustment[] {
  const byDay = new Map<EpochDay, CorporateEvent>();
  for (const event of events) {
    const other = byDay.get(event.exDay) ?? { cash: 0, splitRatio: 1 };
    byDay.set(event.exDay, {
      exDay: event.exDay,
      cash: other.cash + event.cash,
      splitRatio: other.splitRatio * event.splitRatio,
    });
  }
  return [...byDay.values()]
    .sort((a, b) => a.exDay - b.exDay)
    .flatMap(({ exDay, cash, splitRatio }) => {
      const before = lowerBound(raw.day, exDay) - 1;
      if (before < 0) return [];
      const priceRatio = cash > 0 ? 1 - cash / (raw.close[before]! * splitRatio) : 1;
      const isOne = priceRatio === 1 && splitRatio === 1;
      return priceRatio > 0 && !isOne ? [{ exDay, priceRatio, splitRatio }] : [];
    });
}
