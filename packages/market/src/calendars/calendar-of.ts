import type { Market } from '@sagacity/kernel';
import type { Calendar, CalendarTable } from './calendar.ts';
import { openCalendar } from './open-calendar.ts';
import { cnTable } from './tables/cn.ts';
import { hkTable } from './tables/hk.ts';
import { usTable } from './tables/us.ts';

/** The simulated exchange keeps office hours in UTC and has no holidays. */
const demoTable: CalendarTable = {
  closed: {},
  half: {},
  expectedYears: [],
  fullSessions: ['09:30-16:00'],
  halfSessions: [],
  closingAuctionMinutes: 0,
};

const calendars: Readonly<Record<Market, Calendar>> = {
  CN: openCalendar('CN', cnTable),
  HK: openCalendar('HK', hkTable),
  US: openCalendar('US', usTable),
  DEMO: openCalendar('DEMO', demoTable, true),
};

/** Trading days and sessions of a market, 2015–2027 by table, weekdays (`covered: false`) outside. */
export const calendarOf = (market: Market): Calendar => calendars[market];
