import { addDays, type IsoDay, type Market, toEpochDay, toIsoDay } from '@sagacity/kernel';
import { describe, expect, it } from 'vitest';
import { calendarOf } from './index.ts';

const years = Array.from({ length: 13 }, (_, i) => 2015 + i);
const weekday = (iso: IsoDay): number => new Date(`${iso}T00:00Z`).getUTCDay();
const daysOf = (year: number): IsoDay[] => {
  const first = toEpochDay(`${year}-01-01`);
  return Array.from({ length: toEpochDay(`${year + 1}-01-01`) - first }, (_, i) => toIsoDay(first + i));
};
const closedWeekdays = (market: Market, year: number): IsoDay[] =>
  daysOf(year).filter((iso) => weekday(iso) % 6 !== 0 && !calendarOf(market).isTradingDay(toEpochDay(iso)));
const onWeekdays = (days: Iterable<IsoDay>): IsoDay[] =>
  [...new Set(days)].filter((iso) => weekday(iso) % 6 !== 0).sort();

/** Easter Sunday by the anonymous Gregorian computus. */
function easter(year: number): IsoDay {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const m = Math.floor((a + 11 * h) / 319);
  const r = (2 * (b % 4) + 2 * Math.floor(c / 4) - (c % 4) - h + m + 32) % 7;
  const month = Math.floor((h - m + r + 90) / 25);
  return toIsoDay(Date.UTC(year, month - 1, (h - m + r + month + 19) % 32) / 86_400_000);
}

/** First occurrence of a weekday in a month, plus weeks; −1 weeks counts from the end of the month. */
function nth(year: number, month: number, day: number, weeks: number): IsoDay {
  const days = daysOf(year).filter((iso) => Number(iso.slice(5, 7)) === month && weekday(iso) === day);
  return days.at(weeks)!;
}

describe('New York follows NYSE Rule 7.2', () => {
  const observed = (iso: IsoDay): IsoDay => {
    if (weekday(iso) === 0) return addDays(iso, 1);
    return weekday(iso) === 6 ? addDays(iso, -1) : iso;
  };
  const mourning = ['2018-12-05', '2025-01-09'];

  it.each(years)('%i', (year) => {
    const newYear = weekday(`${year}-01-01`) === 6 ? [] : [observed(`${year}-01-01`)]; // a Saturday is not moved back
    const rule = [
      ...newYear,
      nth(year, 1, 1, 2),
      nth(year, 2, 1, 2),
      addDays(easter(year), -2),
      nth(year, 5, 1, -1),
      ...(year >= 2022 ? [observed(`${year}-06-19`)] : []),
      observed(`${year}-07-04`),
      nth(year, 9, 1, 0),
      nth(year, 11, 4, 3),
      observed(`${year}-12-25`),
      ...mourning.filter((iso) => iso.startsWith(`${year}`)),
    ];
    expect(closedWeekdays('US', year)).toEqual(onWeekdays(rule));
  });
});

const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', {
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
});
/**
 * Day of a year with this month and day in the Chinese calendar, `1/1` the Lunar New Year. The new moon of 2027-02-06 comes four
 * minutes before midnight in Beijing, which ICU's approximation misses; almanacs have the 6th.
 */
function lunar(year: number, monthDay: string): IsoDay {
  if (year === 2027 && monthDay === '1/1') return '2027-02-06';
  return daysOf(year).find((iso) => chinese.format(new Date(`${iso}T00:00Z`)) === monthDay)!;
}
/** Qingming, when the sun stands at 15°: the customary formula for the 21st century. */
const qingming = (year: number): IsoDay =>
  `${year}-04-0${Math.floor((year % 100) * 0.2422 + 4.81) - Math.floor((year % 100) / 4)}`;

describe('Hong Kong follows the General Holidays Ordinance', () => {
  const oneOff = [
    '2015-09-03', // 70 years after the war
    ...['2016-08-02', '2016-10-21', '2017-08-23', '2020-10-13', '2021-10-13', '2023-07-17', '2023-09-01'], // typhoons
    '2023-09-08', // black rain
  ];

  function generalHolidays(year: number): Set<IsoDay> {
    const newYear = lunar(year, '1/1');
    const spring = [newYear, addDays(newYear, 1), addDays(newYear, 2)];
    if (spring.some((iso) => weekday(iso) === 0)) spring.push(addDays(newYear, 3));
    const christmas = `${year}-12-25`;
    const days = new Set([
      ...spring.filter((iso) => weekday(iso) !== 0),
      addDays(easter(year), -2),
      addDays(easter(year), -1),
      addDays(easter(year), 1),
      addDays(christmas, weekday(christmas) === 6 ? 2 : 1),
    ]);
    const moved = [
      `${year}-01-01`,
      qingming(year),
      `${year}-05-01`,
      lunar(year, '4/8'),
      lunar(year, '5/5'),
      `${year}-07-01`,
      addDays(lunar(year, '8/15'), 1),
      `${year}-10-01`,
      lunar(year, '9/9'),
      christmas,
    ];
    for (let iso of moved) {
      while (weekday(iso) === 0 || days.has(iso)) iso = addDays(iso, 1);
      days.add(iso);
    }
    return days;
  }

  it.each(years)('%i', (year) => {
    const extra = oneOff.filter((iso) => iso.startsWith(`${year}`));
    expect(closedWeekdays('HK', year)).toEqual(onWeekdays([...generalHolidays(year), ...extra]));
  });

  it.each(years)('%i: half days are exactly the eves that fall on weekdays', (year) => {
    const half = daysOf(year).filter((iso) => calendarOf('HK').status(toEpochDay(iso)).trading === 'half');
    expect(half).toEqual(onWeekdays([addDays(lunar(year, '1/1'), -1), `${year}-12-24`, `${year}-12-31`]));
  });
});

describe('the mainland never trades on a statutory holiday', () => {
  it.each(years)('%i', (year) => {
    const spring = lunar(year, '1/1');
    const statutory = [
      ...[`${year}-01-01`, qingming(year), `${year}-05-01`, lunar(year, '5/5'), lunar(year, '8/15')],
      ...[-1, 0, 1, 2].map((by) => addDays(spring, by)),
      ...[1, 2, 3].map((date) => `${year}-10-0${date}`),
    ];
    expect(statutory.filter((iso) => calendarOf('CN').isTradingDay(toEpochDay(iso)))).toEqual([]);
  });
});
