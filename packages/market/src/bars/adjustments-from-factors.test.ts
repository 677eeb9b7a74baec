import { isAppError, toEpochDay } from '@sagacity/kernel';
import { describe, expect, it } from 'vitest';
import { calendarOf } from '../calendars/index.ts';
import { adjustmentsFromFactors, type FactorRow } from './index.ts';

const row = (iso: string, priceFactor: number, splitFactor: number): FactorRow => ({
  day: toEpochDay(iso),
  priceFactor,
  splitFactor,
});
const us = calendarOf('US');
const sentinel = row('2050-12-31', 1, 1);

describe('adjustmentsFromFactors', () => {
  it('puts the ex-day on the trading day after the last day of the old basis', () => {
    const out = adjustmentsFromFactors([row('2020-08-28', 0.99, 0.25), sentinel], us);
    expect(out).toEqual([{ exDay: toEpochDay('2020-08-31'), priceRatio: 0.99, splitRatio: 0.25 }]);
  });

  it('divides each factor by the one that follows', () => {
    const rows = [
      row('2018-01-02', 0.4, 0.25),
      row('2019-01-02', 0.5, 0.25),
      row('2020-01-02', 0.8, 0.5),
      sentinel,
    ];
    const ratios = adjustmentsFromFactors(rows, us).map((item) => [item.priceRatio, item.splitRatio]);
    expect(ratios).toEqual([
      [0.8, 1],
      [0.625, 0.5],
      [0.8, 0.5],
    ]);
  });

  it('takes the basis after the last row as 1, with or without a closing row', () => {
    const rows = [row('2020-01-02', 0.8, 0.5)];
    expect(adjustmentsFromFactors(rows, us)).toEqual(adjustmentsFromFactors([...rows, sentinel], us));
  });

  it('leaves out rows that change nothing, repeats included, in any order', () => {
    const rows = [
      sentinel,
      row('2015-04-24', 1, 0.5),
      row('2014-03-27', 1, 0.5),
      row('2015-04-24', 1, 0.5),
      sentinel,
    ];
    expect(adjustmentsFromFactors(rows, us)).toEqual([
      { exDay: toEpochDay('2015-04-27'), priceRatio: 1, splitRatio: 0.5 },
    ]);
  });

  it.each([
    [[row('2020-01-02', 0, 1)], 'above 0'],
    [[row('2020-01-02', 1, Number.NaN)], 'above 0'],
    [[row('2020-01-02', 0.5, 1), row('2020-01-02', 0.6, 1)], 'two different rows for 2020-01-02'],
  ])('refuses factors that cannot be true (%#)', (rows, text) => {
    try {
      adjustmentsFromFactors(rows, us);
      expect.unreachable();
    } catch (error) {
      expect(isAppError(error, 'VALIDATION_FAILED')).toBe(true);
      expect((error as Error).message).toContain(text);
    }
  });
});
