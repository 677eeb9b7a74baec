import type { BarPeriod } from '@sagacity/contracts/instruments';
import { type ChartChoice, periods, type Range } from './chart-choice.ts';
import { dayMs } from './day-ms.ts';

const msPerDay = 86_400_000;
const months = { m1: 1, m6: 6, y1: 12, y5: 60 };

/** The day a range begins on when it ends on `last`; null for everything. */
export function firstDayOf(range: Range, last: string): string | null {
  if (range === 'all') return null;
  if (range === 'ytd') return `${last.slice(0, 4)}-01-01`;
  const [year, month, day] = last.split('-').map(Number) as [number, number, number];
  const target = year * 12 + month - 1 - months[range];
  const daysInMonth = new Date(Date.UTC(Math.floor(target / 12), (target % 12) + 1, 0)).getUTCDate();
  return new Date(Date.UTC(Math.floor(target / 12), target % 12, Math.min(day, daysInMonth)))
    .toISOString()
    .slice(0, 10);
}

/** How many of the bars, ascending, lie in the range. */
export function rowsOf(range: Range, days: readonly string[]): number {
  const first = firstDayOf(range, days.at(-1) ?? '1970-01-01');
  if (first === null) return days.length;
  const from = days.findIndex((day) => day >= first);
  return from < 0 ? 0 : days.length - from;
}

interface Coverage {
  readonly from: string;
  readonly to: string;
  readonly rows: number;
}

/** Roughly how many bars of a period a range has. */
export function barsIn(range: Range, period: BarPeriod, { from, to, rows }: Coverage): number {
  const first = firstDayOf(range, to) ?? from;
  const calendarDays = (start: string) => (dayMs(to) - dayMs(start)) / msPerDay + 1;
  const held = calendarDays(from);
  const shown = Math.min(held, calendarDays(first));
  if (period === 'day') return (rows * shown) / held;
  return shown / (period === 'week' ? 7 : 30.44);
}

/** Least width of a bar that one can read, and of one that can be drawn at all. */
const readablePx = 2;
const drawablePx = 1;

export const fits = (bars: number, widthPx: number): boolean => bars * drawablePx <= widthPx;

/** The period that is shown: the one chosen while its bars can be drawn, else the finest that can be read, months at last. */
export function periodOf(
  { range, period }: Pick<ChartChoice, 'range' | 'period'>,
  coverage: Coverage,
  widthPx: number,
): BarPeriod {
  if (period !== 'auto' && fits(barsIn(range, period, coverage), widthPx)) return period;
  return periods.find((candidate) => barsIn(range, candidate, coverage) * readablePx <= widthPx) ?? 'month';
}
