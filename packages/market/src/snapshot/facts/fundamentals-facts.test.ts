import { instrumentOf, toEpochDay } from '@sagacity/kernel';
import { describe, expect, it } from 'vitest';
import type { Statement } from '../../providers/datasets.ts';
import { fundamentalsFacts } from './fundamentals-facts.ts';
import { publicStatements } from './trailing-quarters.ts';

const ends = ['03-31', '06-30', '09-30', '12-31'] as const;
const quarter = (index: number, more: Partial<Statement> = {}): Statement => ({
  periodEnd: `${2022 + Math.floor(index / 4)}-${ends[(index % 4) as 0]}`,
  announced: `${2022 + Math.floor((index + 1) / 4)}-${['02-10', '05-10', '08-10', '11-10'][(index + 1) % 4]}`,
  currency: 'USD',
  revenue: 100 + index * 10,
  grossProfit: 40,
  netIncome: 10,
  operatingCashFlow: 12,
  assets: 1_000,
  liabilities: 400,
  currentAssets: 300,
  currentLiabilities: 150,
  equity: 600,
  shares: 20,
  ...more,
});
const quarters = (count: number): Statement[] => Array.from({ length: count }, (_, i) => quarter(i));
const facts = (statements: readonly Statement[], more: object = {}) => {
  const out = fundamentalsFacts({
    instrument: instrumentOf('US', 'AAPL')!,
    statements,
    provider: 'test',
    close: 5,
    closeDay: toEpochDay('2024-03-01'),
    adjustments: [],
    ...more,
  });
  return {
    value: (name: string) => out.facts.find(({ id }) => id === `fundamentals.${name}`)?.value,
    fact: (name: string) => out.facts.find(({ id }) => id === `fundamentals.${name}`),
    absent: out.absences.map(({ what }) => what.replace('fundamentals.', '')),
  };
};

describe('fundamentalsFacts', () => {
  it('sums four quarters and compares them with the four before', () => {
    const { value, absent } = facts(quarters(8));
    expect(absent).toEqual([]);
    expect(value('period')).toBe('2023-12-31');
    expect(value('revenue')).toBe(140 + 150 + 160 + 170);
    expect(value('revenue-growth')).toBeCloseTo(100 * (620 / 460 - 1), 10);
    expect(value('gross-margin')).toBeCloseTo((100 * 160) / 620, 10);
    expect(value('net-margin')).toBeCloseTo(4_000 / 620, 10);
    expect(value('net-margin-previous')).toBeCloseTo(4_000 / 460, 10);
    expect(value('roe')).toBeCloseTo(4_000 / 600, 10);
    expect(value('debt-to-assets')).toBe(40);
    expect(value('current-ratio')).toBe(2);
    expect(value('cash-conversion')).toBe(1.2);
    expect(value('eps')).toBe(2);
    expect(value('market-cap')).toBe(100);
  });

  it('names its currency, days and inputs', () => {
    const { fact } = facts(quarters(8), { instrument: instrumentOf('HK', '00700') });
    expect(fact('revenue')).toMatchObject({
      currency: 'USD',
      asOf: '2024-02-10',
      source: { provider: 'test', dataset: 'fundamentals', from: '2023-03-31', to: '2023-12-31' },
    });
    expect(fact('market-cap')).toMatchObject({
      currency: 'HKD',
      source: { inputs: ['market.close', 'fundamentals.shares'] },
    });
  });

  it('restates shares for splits after the period, and only for those', () => {
    const split = (day: string) => ({ exDay: toEpochDay(day), priceRatio: 1, splitRatio: 0.25 });
    const { value } = facts(quarters(8), { adjustments: [split('2023-06-01'), split('2024-02-01')] });
    expect(value('shares')).toBe(80);
    expect(value('eps')).toBe(0.5);
    expect(value('market-cap')).toBe(400);
  });

  it('leaves out what too few quarters cannot say', () => {
    expect(facts(quarters(5)).absent).toEqual(['revenue-growth', 'net-income-growth', 'net-margin-previous']);
    expect(facts(quarters(3)).absent).toContain('revenue');
    expect(facts(quarters(3)).value('debt-to-assets')).toBe(40);
  });

  it('does not add up quarters with one missing between them or in two currencies', () => {
    const gap = quarters(8).filter((_, i) => i !== 6);
    expect(facts(gap).absent).toContain('revenue');
    const mixed = quarters(8).map((one, i) => (i === 6 ? { ...one, currency: 'CNY' as const } : one));
    expect(facts(mixed).absent).toContain('net-income');
  });

  it('has no growth or conversion on a base that is not above zero', () => {
    const losses = quarters(8).map((one) => ({ ...one, netIncome: -5 }));
    const { absent, value } = facts(losses);
    expect(absent).toEqual(['net-income-growth', 'cash-conversion']);
    expect(value('net-income')).toBe(-20);
    expect(value('eps')).toBe(-1);
  });

  it('says nothing of a column the filing leaves empty', () => {
    const { absent } = facts(quarters(8).map((one) => ({ ...one, shares: null, currentAssets: null })));
    expect(absent).toEqual(['current-ratio', 'eps', 'shares', 'market-cap']);
  });
});

describe('publicStatements', () => {
  it('sees no filing before its announcement and no correction before its own', () => {
    const corrected = quarter(7, { announced: '2024-06-01', revenue: 1 });
    const all = [...quarters(8), corrected];
    expect(publicStatements(all, '2024-02-09').at(-1)?.periodEnd).toBe('2023-09-30');
    expect(publicStatements(all, '2024-02-10').at(-1)?.revenue).toBe(170);
    expect(publicStatements(all, '2024-06-01').at(-1)?.revenue).toBe(1);
  });
});
