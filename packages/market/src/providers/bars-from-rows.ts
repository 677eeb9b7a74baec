import { type BarSeries, type EpochDay, newBarSeries } from '@sagacity/kernel';

export interface BarRow {
  readonly day: EpochDay;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  /** Absent when the vendor does not report it. */
  readonly amount?: number;
}

const isWhole = ({ open, high, low, close, volume }: BarRow): boolean =>
  Math.min(open, high, low, close) > 0 && volume >= 0 && high >= low;

/** A series of a vendor's rows in any order: the last row of a day wins, rows with a missing or impossible price are left out. */
export function barsFromRows(rows: readonly BarRow[], to: EpochDay): BarSeries {
  const byDay = new Map(rows.filter((row) => isWhole(row) && row.day <= to).map((row) => [row.day, row]));
  const sorted = [...byDay.values()].sort((a, b) => a.day - b.day);
  const bars = newBarSeries(sorted.length);
  sorted.forEach((row, i) => {
    bars.day[i] = row.day;
    bars.open[i] = row.open;
    bars.high[i] = Math.max(row.high, row.open, row.close);
    bars.low[i] = Math.min(row.low, row.open, row.close);
    bars.close[i] = row.close;
    bars.volume[i] = row.volume;
    bars.amount[i] = row.amount ?? Number.NaN;
  });
  return bars;
}
