import {
  type Adjustment,
  type BarSeries,
  type Market,
  newBarSeries,
  toEpochDay,
  toIsoDay,
} from '@sagacity/kernel';
import { hasSharedData, readSharedCsv } from '@sagacity/testkit/shared-data';
import { describe, expect, it } from 'vitest';
import { calendarOf } from '../calendars/index.ts';
import { adjustmentsFromFactors, findSplitJumps } from './index.ts';

function readBars(stem: string): BarSeries {
  const rows = readSharedCsv(`${stem}.daily.csv`);
  const bars = newBarSeries(rows.length);
  rows.forEach((cells, i) => {
    bars.day[i] = toEpochDay(cells[0]!);
    for (const [c, name] of (['open', 'high', 'low', 'close', 'volume'] as const).entries())
      bars[name][i] = Number(cells[c + 1]);
  });
  return bars;
}

const readAdjustments = (market: Market, stem: string): Adjustment[] =>
  adjustmentsFromFactors(
    readSharedCsv(`${stem}.factors.csv`).map(([day, price, split]) => ({
      day: toEpochDay(day!),
      priceFactor: Number(price),
      splitFactor: Number(split),
    })),
    calendarOf(market),
  );

const daysOf = (stem: string, adjustments: readonly Adjustment[]): string[] =>
  findSplitJumps(readBars(stem), adjustments).map(
    ({ day, sharesPerShare }) => `${toIsoDay(day)} ${sharesPerShare}:1`,
  );

const instruments: ReadonlyArray<readonly [Market, string, readonly string[]]> = [
  ['US', 'aapl', ['2000-06-21 2:1', '2005-02-28 2:1', '2014-06-09 7:1', '2020-08-31 4:1']],
  ['US', 'ibm', ['1999-05-27 2:1']],
  ['US', 'spy', []],
  ['CN', 'cn/000001', []],
  ['CN', 'cn/300750', ['2023-04-26 1.8:1']],
  ['CN', 'cn/600036', []],
  ['CN', 'cn/600519', []],
  ['CN', 'cn/688981', []],
];

describe.skipIf(!hasSharedData)('jumps like splits in real bars (../shared/data)', () => {
  it.each(instruments)(
    'of %s %s: none with the factors, every split without them',
    (market, stem, splits) => {
      expect(daysOf(stem, readAdjustments(market, stem))).toEqual([]);
      expect(daysOf(stem, [])).toEqual(splits);
    },
  );

  it('are not the day in September 2000 on which a warning halved Apple', () => {
    expect(daysOf('aapl', []).join()).not.toContain('2000-09-29');
  });

  it('find the split of Alphabet in April 2014, which its factor file lacks', () => {
    expect(daysOf('goog', readAdjustments('US', 'goog'))).toEqual(['2014-04-03 2:1']);
  });
});
