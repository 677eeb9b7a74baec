import { newBarSeries, toEpochDay } from '@sagacity/kernel';
import { describe, expect, it } from 'vitest';
import { adjustmentsFromEvents } from './adjustments-from-events.ts';

const raw = newBarSeries(3);
[toEpochDay('2023-04-24'), toEpochDay('2023-04-25'), toEpochDay('2023-04-26')].forEach((day, i) => {
  raw.day[i] = day;
  raw.close[i] = [396.88, 385.9, 224.5][i]!;
});
const exDay = toEpochDay('2023-04-26');

describe('adjustmentsFromEvents', () => {
  it('agrees with the exchange’s reference close for cash and bonus shares of one day', () => {
    // 25.20 yuan and 8 shares for every 10: the exchange's reference close is (385.90 - 2.52) / 1.8.
    const events = [
      { exDay, cash: 2.52 / 1.8, splitRatio: 1 },
      { exDay, cash: 0, splitRatio: 1 / 1.8 },
    ];
    const [only, ...more] = adjustmentsFromEvents(events, raw);
    expect(more).toEqual([]);
    expect(only!.priceRatio * only!.splitRatio * 385.9).toBeCloseTo((385.9 - 2.52) / 1.8, 8);
    expect(only!.splitRatio).toBeCloseTo(1 / 1.8, 12);
  });

  it('leaves out what happened before the first bar and what changes nothing', () => {
    const events = [
      { exDay: raw.day[0]!, cash: 1, splitRatio: 1 },
      { exDay, cash: 0, splitRatio: 1 },
    ];
    expect(adjustmentsFromEvents(events, raw)).toEqual([]);
  });

  it('leaves out a dividend as large as the price', () => {
    expect(adjustmentsFromEvents([{ exDay, cash: 400, splitRatio: 1 }], raw)).toEqual([]);
  });
});
