import { type BarSeries, lowerBound, type Market, newBarSeries, toEpochDay } from '@sagacity/kernel';
import { hasSharedData, readSharedCsv } from '@sagacity/testkit/shared-data';
import { describe, expect, it } from 'vitest';
import { calendarOf } from '../calendars/index.ts';
import { returns } from '../indicators/index.ts';
import { adjustBars, adjustmentsFromFactors } from './index.ts';

function readBars(path: string): BarSeries {
  const rows = readSharedCsv(path);
  const bars = newBarSeries(rows.length);
  rows.forEach((cells, i) => {
    bars.day[i] = toEpochDay(cells[0]!);
    for (const [c, name] of (['open', 'high', 'low', 'close', 'volume'] as const).entries()) {
      bars[name][i] = Number(cells[c + 1]);
    }
  });
  return bars;
}

function seenOn(market: Market, stem: string, asOf: string): BarSeries {
  const factors = readSharedCsv(`${stem}.factors.csv`).map(([day, price, split]) => ({
    day: toEpochDay(day!),
    priceFactor: Number(price),
    splitFactor: Number(split),
  }));
  const adjustments = adjustmentsFromFactors(factors, calendarOf(market));
  return adjustBars(readBars(`${stem}.daily.csv`), adjustments, toEpochDay(asOf));
}

const at = (bars: BarSeries, iso: string): number => lowerBound(bars.day, toEpochDay(iso));
const changeOn = (bars: BarSeries, iso: string): number => returns(bars.close)[at(bars, iso)]!;

describe.skipIf(!hasSharedData)('adjusted real bars (../shared/data)', () => {
  it('show no jump at the 7:1 split of Apple in June 2014 and the 4:1 in August 2020', () => {
    const bars = seenOn('US', 'aapl', '2021-03-31');
    expect(changeOn(bars, '2014-06-09')).toBeCloseTo((93.7 * 7) / 645.57 - 1, 5);
    expect(changeOn(bars, '2020-08-31')).toBeCloseTo((129.04 * 4) / 499.23 - 1, 5);
    const recent = returns(bars.close).subarray(at(bars, '2009-01-02'));
    expect(Math.max(...recent.map(Math.abs))).toBeLessThan(0.14);
  });

  it('show volumes of June 2014 in shares of today', () => {
    const bars = seenOn('US', 'aapl', '2021-03-31');
    expect(bars.volume[at(bars, '2014-06-06')]).toBeCloseTo(12_116_671 * 28, -3);
    expect(bars.volume[at(bars, '2014-06-09')]).toBeCloseTo(72_875_948 * 4, -1);
  });

  it('show prices as they were quoted to a reader of 2014-06-01', () => {
    const bars = seenOn('US', 'aapl', '2014-06-01');
    const last = bars.day.length - 1;
    expect(bars.day[last]).toBe(toEpochDay('2014-05-30'));
    const raw = readBars('aapl.daily.csv');
    expect(bars.close[last]).toBe(raw.close[at(raw, '2014-05-30')]);
    expect(bars.close[at(bars, '2014-05-12')]).toBe(raw.close[at(raw, '2014-05-12')]);
    expect(bars.close[last]).toBeGreaterThan(600);
  });

  it('show no jump at the 10-for-8 bonus of 300750 on 2023-04-26', () => {
    const bars = seenOn('CN', 'cn/300750', '2025-04-07');
    const raw = readBars('cn/300750.daily.csv');
    expect(changeOn(raw, '2023-04-26')).toBeLessThan(-0.4);
    expect(changeOn(bars, '2023-04-26')).toBeCloseTo(224.5 / (385.9 * (0.5361664 / 0.9714382)) - 1, 6);
    expect(Math.max(...returns(bars.close).slice(1).map(Math.abs))).toBeLessThan(0.2001);
  });

  it('show the old quote of 300750 to a reader of the day before the bonus, the new one on the day', () => {
    expect(seenOn('CN', 'cn/300750', '2023-04-25').close.at(-1)).toBe(385.9);
    const onTheDay = seenOn('CN', 'cn/300750', '2023-04-26');
    expect(onTheDay.close.at(-1)).toBe(224.5);
    expect(onTheDay.close.at(-2)).toBeCloseTo((385.9 * 0.5361664) / 0.9714382, 6);
  });

  it.each(['600519', '000001', '600036', '688981'])('keep %s inside its price limit every day', (code) => {
    const bars = seenOn('CN', `cn/${code}`, '2025-04-07');
    const limit = code.startsWith('688') ? 0.2005 : 0.1005;
    const start = code === '688981' ? 6 : 1; // no limit on the first five days after the listing
    expect(Math.max(...returns(bars.close).slice(start).map(Math.abs))).toBeLessThan(limit);
  });
});
