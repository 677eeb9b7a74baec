import { absenceSchema, type Fact, factSchema } from '@sagacity/contracts/facts';
import { type BarSeries, newBarSeries, parseInstrument, sliceBars, toIsoDay } from '@sagacity/kernel';
import { aaplBars } from '@sagacity/testkit/aapl-bars';
import { describe, expect, it } from 'vitest';
import { factCatalogue } from '../fact-catalogue.ts';
import { marketFacts } from './market-facts.ts';

const instrument = parseInstrument('AAPL');
const bars = aaplBars();
const isoAt = (row: number): string => toIsoDay(bars.day.at(row)!);
const run = (series: BarSeries, asOf = toIsoDay(series.day.at(-1)!)) =>
  marketFacts({ instrument, asOf, bars: series, valuations: null, source: 'sample' });
const byId = (facts: readonly Fact[]) => new Map(facts.map((fact) => [fact.id, fact]));
const catalogued = Object.keys(factCatalogue).filter((id) => id.startsWith('market.'));

describe('marketFacts', () => {
  it('has every market fact of the catalogue once, as a fact or as an absence, in the contract shapes', () => {
    for (const rows of [1, 5, 25, 70, 249, 260, 1260]) {
      const { facts, absences } = run(sliceBars(bars, 0, rows));
      const ids = [...facts.map((fact) => fact.id), ...absences.map((absence) => absence.what)];
      expect(ids.sort()).toEqual([...catalogued].sort());
      for (const fact of facts) expect(factSchema.parse(fact)).toEqual(fact);
      for (const absence of absences) expect(absenceSchema.parse(absence)).toEqual(absence);
    }
  });

  it('misses nothing on five years of real bars but what the source does not report', () => {
    const { absences } = run(sliceBars(bars, 0, 640));
    expect(absences.map((absence) => [absence.what, absence.detail])).toEqual([
      ['market.amount', 'the source does not report turnover'],
    ]);
  });

  it('gives values that follow from the rows they name', () => {
    const facts = byId(run(bars).facts);
    const closes = [...bars.close].reverse();
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(facts.get('market.close')?.value).toBe(188.589996);
    expect(facts.get('market.return-20d')?.value).toBeCloseTo(100 * (closes[0]! / closes[20]! - 1), 10);
    expect(facts.get('market.ma20')?.value).toBeCloseTo(mean(closes.slice(0, 20)), 8);
    expect(facts.get('market.ma20-slope')?.value).toBeCloseTo(
      100 * (mean(closes.slice(0, 20)) / mean(closes.slice(10, 30)) - 1),
      8,
    );
    expect(facts.get('market.high-250d')?.value).toBe(Math.max(...bars.high.slice(-250)));
    expect(facts.get('market.drawdown')?.value).toBeCloseTo(
      100 * (closes[0]! / Math.max(...closes.slice(0, 250)) - 1),
      10,
    );
  });

  it('names source, days and formula of each value', () => {
    const fact = byId(run(bars).facts).get('market.ma60');
    expect(fact).toMatchObject({
      unit: 'price',
      currency: 'USD',
      digits: 2,
      asOf: '2018-05-11',
      source: {
        provider: 'sample',
        dataset: 'bars',
        from: isoAt(-60),
        to: '2018-05-11',
        formula: 'SMA(60) of close',
      },
    });
    expect(byId(run(bars).facts).get('market.rsi14')).not.toHaveProperty('currency');
  });

  it('says how many rows are missing instead of giving a number', () => {
    const { facts, absences } = run(sliceBars(bars, 0, 15));
    expect(byId(facts).has('market.ma20')).toBe(false);
    expect(absences.find((absence) => absence.what === 'market.ma20')).toMatchObject({
      reason: 'no-data',
      detail: 'needs 20 daily rows, has 15',
    });
  });

  it('is the same to the byte whether or not later bars exist', () => {
    for (const row of [300, 777, 1100]) {
      const asOf = isoAt(row);
      expect(JSON.stringify(run(bars, asOf))).toBe(JSON.stringify(run(sliceBars(bars, 0, row + 1), asOf)));
    }
  });

  it('keeps the day of the last bar on a date without trading, and says when bars are stale', () => {
    const weekend = run(bars, '2018-05-13');
    expect(byId(weekend.facts).get('market.close')?.asOf).toBe('2018-05-11');
    expect(weekend.absences.map((absence) => absence.reason)).not.toContain('stale');
    const late = run(bars, '2018-06-15');
    expect(late.absences[0]).toMatchObject({ what: 'bars', reason: 'stale' });
    expect(late.absences[0]?.detail).toContain('2018-05-11');
  });

  it('gives one absence for an empty series', () => {
    const { facts, absences } = run(newBarSeries(0), '2018-05-11');
    expect(facts).toEqual([]);
    expect(absences.map((absence) => absence.what)).toEqual(['bars']);
  });

  it('does not divide by nothing when a price stands still and nothing is traded', () => {
    const still = newBarSeries(300);
    for (let i = 0; i < 300; i++) still.day[i] = 17_000 + i;
    for (const name of ['open', 'high', 'low', 'close'] as const) still[name].fill(0.05);
    const { facts, absences } = run(still);
    const missing = absences.map((absence) => absence.what);
    expect(missing).toEqual(
      expect.arrayContaining([
        'market.boll-position',
        'market.obv-slope',
        'market.vwap20',
        'market.support-1',
      ]),
    );
    for (const fact of facts)
      if (typeof fact.value === 'number') expect(fact.value).toSatisfy(Number.isFinite);
    expect(byId(facts).get('market.close')?.digits).toBe(4);
  });
});
