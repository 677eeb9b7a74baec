import type { IsoDay } from '@sagacity/kernel';
import { DateTime } from 'luxon';

/** The calendar day of an instant in an IANA zone. */
export const dayInZone = (ms: number, zone: string): IsoDay =>
  DateTime.fromMillis(ms, { zone }).toFormat('yyyy-MM-dd');

/** The last millisecond of a day in an IANA zone. */
export const endOfDayMs = (day: IsoDay, zone: string): number =>
  DateTime.fromISO(day, { zone }).endOf('day').toMillis();
