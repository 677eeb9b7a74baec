import { factSchema } from '@sagacity/contracts/facts';
import { parseInstrument, toEpochDay, type ValuationSeries } from '@sagacity/kernel';
import { hasSharedData, readSharedCsv } from '@sagacity/testkit/shared-data';
import { describe, expect, it } from 'vitest';
import { factCatalogue } from '../fact-catalogue.ts';
import { valuationFacts } from './valuation-facts.ts';

const instrument = parseInstrument('600519');
const start = toEpochDay('2020-01-01');
const catalogued = Object.keys(factCatalogue).filter((id) => id.startsWith('valuation.'));

/** One row a day; P/E by the rule given, P/B and P/S constant. */
function series(length: number, pe: (row: number) => number): ValuationSeries {
  const column = (value: (row: number) => number) => Float64Array.from({ length }, (_, row) => value(row));
  return {
    day: Int32Array.from({ length }, (_, row) => start + row),
    peTtm: column(pe),
    pbMrq: column(() => 3),
    psTtm: column(() => Number.NaN),
    pcfTtm: column(() => 1),
    turnoverPct: column(() => 0.25),
  };
}

const run = (valuations: ValuationSeries, asOfDay = valuations.day.at(-1)!) => {
  const { facts, absences } = valuationFacts({ instrument, asOfDay, valuations, source: 'sample' });
  for (const fact of facts) expect(factSchema.parse(fact)).toEqual(fact);
  return {
    value: Object.fromEntries(facts.map((fact) => [fact.id, fact.value])),
    detail: Object.fromEntries(
      absences.map((absence) => [absence.what, `${absence.reason}: ${absence.detail}`]),
    ),
    facts,
  };
};

describe('valuationFacts', () => {
  it('has every valuation fact of the catalogue once, as a fact or as an absence', () => {
    for (const rows of [1, 100, 400]) {
      const { value, detail } = run(series(rows, (row) => 10 + row));
      expect([...Object.keys(value), ...Object.keys(detail)].sort()).toEqual([...catalogued].sort());
    }
  });

  it('places the last ratio in its own history', () => {
    const { value } = run(series(401, (row) => 10 + row / 100));
    expect(value['valuation.pe-ttm']).toBe(14);
    expect(value['valuation.pe-ttm-percentile']).toBeCloseTo((100 * 400.5) / 401, 10);
    expect(value['valuation.pe-ttm-median']).toBe(12);
    expect(value['valuation.pb-percentile']).toBe(50);
    expect(value['valuation.turnover']).toBe(0.25);
  });

  it('looks back five years and no further', () => {
    const { value, facts } = run(series(3000, (row) => (row < 1000 ? 1000 : 20)));
    expect(value['valuation.pe-ttm-percentile']).toBe(50);
    expect(value['valuation.history-years']).toBeCloseTo(5, 2);
    expect(facts.find((fact) => fact.id === 'valuation.pe-ttm-median')?.source).toMatchObject({
      from: '2023-03-19',
      to: '2028-03-18',
      formula: 'median of positive values of up to 5 years',
    });
  });

  it('says that a loss has no P/E, and keeps the median of the profitable days', () => {
    const { value, detail } = run(series(600, (row) => (row < 400 ? 15 : -8)));
    expect(value).not.toHaveProperty('valuation.pe-ttm');
    expect(detail['valuation.pe-ttm']).toBe('no-data: P/E has no meaning: earnings are not positive');
    expect(detail['valuation.pe-ttm-percentile']).toContain('earnings are not positive');
    expect(value['valuation.pe-ttm-median']).toBe(15);
  });

  it('gives no percentile from less than a year of days', () => {
    const { value, detail } = run(series(200, () => 12));
    expect(value['valuation.pe-ttm']).toBe(12);
    expect(detail['valuation.pe-ttm-percentile']).toBe('no-data: needs 250 daily rows, has 200');
    expect(detail['valuation.ps-ttm']).toBe('no-data: P/S is not reported');
  });

  it('does not show stale ratios as if they were of today', () => {
    const held = series(300, () => 12);
    const { value, detail } = run(held, held.day.at(-1)! + 31);
    expect(value).toEqual({});
    expect(detail['valuation.pe-ttm']).toBe('stale: the last valuation row is 31 days old');
  });

  it('is the same whether or not later rows exist', () => {
    const whole = series(900, (row) => 10 + (row % 37));
    const part = series(600, (row) => 10 + (row % 37));
    expect(run(whole, start + 599)).toEqual(run(part, start + 599));
  });

  it('gives one absence for an empty series', () => {
    expect(
      run(
        series(0, () => 1),
        start,
      ).detail,
    ).toEqual({ valuation: 'no-data: no valuation rows' });
  });
});

describe.skipIf(!hasSharedData)('valuationFacts on Kweichow Moutai (../shared/data)', () => {
  it('places April 2025 in the lower part of its own five years', () => {
    const rows = readSharedCsv('cn/600519.valuation.csv');
    const column = (at: number) => Float64Array.from(rows, (cells) => Number(cells[at]));
    const valuations: ValuationSeries = {
      day: Int32Array.from(rows, (cells) => toEpochDay(cells[0]!)),
      peTtm: column(1),
      pbMrq: column(2),
      psTtm: column(3),
      pcfTtm: column(4),
      turnoverPct: column(5),
    };
    const { value } = run(valuations, toEpochDay('2025-04-07'));
    expect(value['valuation.pe-ttm']).toBe(21.852455);
    expect(value['valuation.pe-ttm-percentile']).toBeLessThan(10);
    expect(value['valuation.pe-ttm-median']).toBeGreaterThan(30);
    expect(value['valuation.history-years']).toBeCloseTo(5, 1);
  });
});
