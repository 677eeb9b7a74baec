import { type EpochDay, toEpochDay } from '@sagacity/kernel';
import { calendarOf } from '../../calendars/index.ts';

/** First day of the simulated exchange: more than ten years of daily bars. */
export const openingDay: EpochDay = toEpochDay('2015-01-05');

const calendar = calendarOf('DEMO');
export const { isTradingDay: isSession, lastClosedDay: lastClosedSession } = calendar;

/** The first session on or after a day. */
export const sessionOnOrAfter = (day: EpochDay): EpochDay => calendar.nextTradingDay(day - 1);

/** Number of sessions from one day to another, both included. */
export function sessionsBetween(from: EpochDay, to: EpochDay): number {
  let count = 0;
  for (let day = from; day <= to; day++) if (isSession(day)) count++;
  return count;
}
