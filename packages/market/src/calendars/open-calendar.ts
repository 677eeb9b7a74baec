import { type EpochDay, type Market, timeZoneOf, toEpochDay, toIsoDay } from '@sagacity/kernel';
import { DateTime } from 'luxon';
import type { Calendar, CalendarTable, DayStatus, Session } from './calendar.ts';
import { expandDays } from './expand-days.ts';

/** Monday to Friday; 1970-01-01 was a Thursday. */
const isWeekday = (day: EpochDay): boolean => (((day + 3) % 7) + 7) % 7 < 5;
const yearOf = (day: EpochDay): number => new Date(day * 86_400_000).getUTCFullYear();

const daysOf = (lines: Readonly<Record<number, string>>): Set<EpochDay> =>
  new Set(Object.entries(lines).flatMap(([year, line]) => expandDays(Number(year), line)));

/** Builds a market's calendar from its table; without one (the simulated exchange) every weekday trades and is covered. */
export function openCalendar(market: Market, table: CalendarTable, everyWeekday = false): Calendar {
  const timeZone = timeZoneOf[market];
  const closed = daysOf(table.closed);
  const half = daysOf(table.half);
  const covered = (day: EpochDay): boolean => everyWeekday || table.closed[yearOf(day)] !== undefined;
  const instant = (day: EpochDay, time: string): number =>
    DateTime.fromISO(`${toIsoDay(day)}T${time}`, { zone: timeZone }).toMillis();

  const isTradingDay = (day: EpochDay): boolean => isWeekday(day) && !closed.has(day);
  const sessions = (day: EpochDay): Session[] => {
    if (!isTradingDay(day)) return [];
    return (half.has(day) ? table.halfSessions : table.fullSessions).map((text) => {
      const [open, close] = text.split('-') as [string, string]; // written so in every table
      return { openMs: instant(day, open), closeMs: instant(day, close) };
    });
  };
  const step = (day: EpochDay, by: 1 | -1): EpochDay => {
    let next = day + by;
    while (!isTradingDay(next)) next += by;
    return next;
  };

  return {
    market,
    timeZone,
    isTradingDay,
    sessions,
    status: (day): DayStatus => ({
      trading: isTradingDay(day) ? (half.has(day) ? 'half' : 'full') : 'none',
      covered: covered(day),
      expected: table.expectedYears.includes(yearOf(day)),
    }),
    nextTradingDay: (day) => step(day, 1),
    previousTradingDay: (day) => step(day, -1),
    lastClosedDay(nowMs) {
      const today = toEpochDay(DateTime.fromMillis(nowMs, { zone: timeZone }).toFormat('yyyy-MM-dd'));
      const close = sessions(today).at(-1)?.closeMs;
      const over = close !== undefined && nowMs >= close + table.closingAuctionMinutes * 60_000;
      return over ? today : step(today, -1);
    },
  };
}
