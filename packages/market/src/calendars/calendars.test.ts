import { type Market, toEpochDay, toIsoDay } from '@sagacity/kernel';
import { describe, expect, it } from 'vitest';
import { calendarOf } from './index.ts';

const day = toEpochDay;
const utc = (market: Market, iso: string): string[] =>
  calendarOf(market)
    .sessions(day(iso))
    .flatMap((session) => [session.openMs, session.closeMs])
    .map((ms) => new Date(ms).toISOString().slice(11, 16));

describe('calendarOf', () => {
  it('gives Shanghai two sessions around lunch', () => {
    expect(utc('CN', '2024-03-01')).toEqual(['01:30', '03:30', '05:00', '07:00']);
  });

  it('gives Hong Kong a morning only on the eve of the Lunar New Year', () => {
    expect(calendarOf('HK').status(day('2024-02-09'))).toEqual({
      trading: 'half',
      covered: true,
      expected: false,
    });
    expect(utc('HK', '2024-02-09')).toEqual(['01:30', '04:00']);
    expect(utc('HK', '2024-02-08')).toEqual(['01:30', '04:00', '05:00', '08:00']);
  });

  it('moves New York with daylight saving and ends at one on the day after Thanksgiving', () => {
    expect(utc('US', '2024-03-08')).toEqual(['14:30', '21:00']);
    expect(utc('US', '2024-03-11')).toEqual(['13:30', '20:00']);
    expect(utc('US', '2024-11-29')).toEqual(['14:30', '18:00']);
  });

  it('has no session on holidays and weekends', () => {
    expect(utc('US', '2024-07-04')).toEqual([]);
    expect(utc('CN', '2024-02-17')).toEqual([]);
  });

  it('does not trade A shares on make-up working weekends', () => {
    expect(calendarOf('CN').isTradingDay(day('2024-02-04'))).toBe(false);
    expect(calendarOf('CN').isTradingDay(day('2025-01-26'))).toBe(false);
  });

  it('steps over holidays in both directions', () => {
    const cn = calendarOf('CN');
    expect(toIsoDay(cn.nextTradingDay(day('2024-02-08')))).toBe('2024-02-19');
    expect(toIsoDay(cn.previousTradingDay(day('2024-02-19')))).toBe('2024-02-08');
    expect(toIsoDay(calendarOf('US').nextTradingDay(day('2014-06-06')))).toBe('2014-06-09');
  });

  it('trades every weekday on the simulated exchange, and knows it', () => {
    const demo = calendarOf('DEMO');
    expect(demo.status(day('2024-12-25'))).toEqual({ trading: 'full', covered: true, expected: false });
    expect(demo.isTradingDay(day('2024-12-28'))).toBe(false);
  });

  it('says that days outside the tables are weekdays only, and that a year was expected', () => {
    expect(calendarOf('US').status(day('2014-12-25'))).toEqual({
      trading: 'full',
      covered: false,
      expected: false,
    });
    expect(calendarOf('CN').status(day('2028-01-03')).covered).toBe(false);
    expect(calendarOf('CN').status(day('2027-02-08'))).toEqual({
      trading: 'none',
      covered: true,
      expected: true,
    });
    expect(calendarOf('US').isTradingDay(day('1969-12-31'))).toBe(true);
    expect(calendarOf('US').isTradingDay(day('1969-12-28'))).toBe(false);
  });

  it.each([
    ['CN', '2024-03-04T06:59:59Z', '2024-03-01'],
    ['CN', '2024-03-04T07:00:00Z', '2024-03-04'],
    ['CN', '2024-03-03T12:00:00Z', '2024-03-01'],
    ['HK', '2024-03-04T08:09:59Z', '2024-03-01'],
    ['HK', '2024-03-04T08:10:00Z', '2024-03-04'],
    ['US', '2024-03-05T02:00:00Z', '2024-03-04'],
    ['US', '2024-11-29T18:00:00Z', '2024-11-29'],
    ['US', '2024-11-29T17:59:00Z', '2024-11-27'],
  ] as const)('%s at %s last closed %s', (market, now, expected) => {
    expect(toIsoDay(calendarOf(market).lastClosedDay(Date.parse(now)))).toBe(expected);
  });

  it.each(['CN', 'HK', 'US'] as const)('opens %s on 240 to 253 days a year', (market) => {
    for (let year = 2015; year <= 2027; year++) {
      let open = 0;
      for (let d = day(`${year}-01-01`); d <= day(`${year}-12-31`); d++) {
        if (calendarOf(market).isTradingDay(d)) open++;
      }
      expect(open, `${market} ${year}`).toBeGreaterThanOrEqual(240);
      expect(open, `${market} ${year}`).toBeLessThanOrEqual(253);
    }
  });
});
