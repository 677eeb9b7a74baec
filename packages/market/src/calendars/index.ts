export type { Calendar, DayStatus, Session } from './calendar.ts';
export { calendarOf } from './calendar-of.ts';
