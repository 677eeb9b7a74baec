import type { BarPeriod } from '@sagacity/contracts/instruments';
import { type BarSeries, newBarSeries, sliceBars } from '@sagacity/kernel';

const dayMs = 86_400_000;
/** 1970-01-01, day 0, was a Thursday. */
const mondayOffset = 3;

const numberOf: Record<Exclude<BarPeriod, 'day'>, (day: number) => number> = {
  week: (day) => Math.floor((day + mondayOffset) / 7),
  month(day) {
    const date = new Date(day * dayMs);
    return date.getUTCFullYear() * 12 + date.getUTCMonth();
  },
};

/**
 * Daily bars gathered into weeks from Monday or calendar months: first open, highest high, lowest low, last close, sums of volume
 * and amount (NaN where a day has none). A bar carries the day of its last session, also the last one, which may still grow. Bars
 * must be adjusted before: in raw ones a period with a split holds prices of two scales, as they were quoted.
 */
export function barsOfPeriod(daily: BarSeries, period: BarPeriod): BarSeries {
  if (period === 'day') return daily;
  const out = newBarSeries(daily.day.length);
  let row = -1;
  let current = Number.NaN;
  for (const [i, day] of daily.day.entries()) {
    const number = numberOf[period](day);
    if (number !== current) {
      current = number;
      row++;
      out.open[row] = daily.open[i]!;
      out.high[row] = daily.high[i]!;
      out.low[row] = daily.low[i]!;
      out.amount[row] = 0;
    }
    out.day[row] = day;
    out.high[row] = Math.max(out.high[row]!, daily.high[i]!);
    out.low[row] = Math.min(out.low[row]!, daily.low[i]!);
    out.close[row] = daily.close[i]!;
    out.volume[row]! += daily.volume[i]!;
    out.amount[row]! += daily.amount[i]!;
  }
  return sliceBars(out, 0, row + 1);
}
