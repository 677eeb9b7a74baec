import type { InstrumentHit } from '@sagacity/contracts/instruments';
import { type Adjustment, type BarSeries, toIsoDay } from '@sagacity/kernel';
import { adjustBars } from '../bars/index.ts';

/** The last close as quoted, and its change from the session before, adjusted for what came into effect in between. */
export function lastQuote(raw: BarSeries, adjustments: readonly Adjustment[]): InstrumentHit['last'] {
  const day = raw.day.at(-1);
  if (day === undefined) return null;
  const { close } = adjustBars(raw, adjustments, day);
  const [before, now] = [close.at(-2), close.at(-1)!];
  return {
    day: toIsoDay(day),
    close: now,
    changePct: before === undefined || before === 0 ? null : (now / before - 1) * 100,
  };
}
