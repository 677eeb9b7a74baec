import { toEpochDay, toIsoDay } from '@sagacity/kernel';
import { hasSharedData, readSharedCsv } from '@sagacity/testkit/shared-data';
import { describe, expect, it } from 'vitest';
import { calendarOf } from './index.ts';

const traded = (files: string[]): Set<string> =>
  new Set(files.flatMap((file) => readSharedCsv(file).map((cells) => cells[0]!)));

function differences(market: 'CN' | 'US', days: Set<string>, from: string, to: string): string[] {
  const wrong: string[] = [];
  for (let day = toEpochDay(from); day <= toEpochDay(to); day++) {
    const iso = toIsoDay(day);
    if (calendarOf(market).isTradingDay(day) !== days.has(iso)) wrong.push(iso);
  }
  return wrong;
}

describe.skipIf(!hasSharedData)('calendars against the days that really traded (../shared/data)', () => {
  it('agrees with five A shares from 2020 to April 2025', () => {
    const files = ['600519', '000001', '300750', '600036', '688981'].map((code) => `cn/${code}.daily.csv`);
    expect(differences('CN', traded(files), '2020-01-01', '2025-04-07')).toEqual([]);
  });

  it('agrees with AAPL and SPY from 2015 to March 2021', () => {
    const days = traded(['aapl.daily.csv', 'spy.daily.csv']);
    expect(differences('US', days, '2015-01-01', '2021-03-31')).toEqual([]);
  });
});
