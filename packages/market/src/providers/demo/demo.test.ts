import { toEpochDay, toIsoDay } from '@sagacity/kernel';
import { describe, expect, it } from 'vitest';
import { adjustBars } from '../../bars/index.ts';
import { demoCompanies } from './companies.ts';
import { simulateCompany } from './simulate-company.ts';

const companies = [...demoCompanies.values()];
const company = (code: string) => demoCompanies.get(code)!;
const today = toEpochDay('2026-11-20');
const earlier = toEpochDay('2024-03-13');

describe('simulateCompany', () => {
  it.each(companies.map((one) => [one.code]))('keeps the past of %s when days are added', (code) => {
    const then = simulateCompany(company(code), earlier);
    const now = simulateCompany(company(code), today);
    const rows = then.bars.day.length;
    expect(now.bars.close.subarray(0, rows)).toEqual(then.bars.close);
    expect(now.bars.volume.subarray(0, rows)).toEqual(then.bars.volume);
    expect(now.valuations.peTtm.subarray(0, rows)).toEqual(then.valuations.peTtm);
    expect(now.adjustments.filter((one) => one.exDay <= earlier)).toEqual(then.adjustments);
    expect(now.statements.filter((one) => one.announced <= toIsoDay(earlier))).toEqual(then.statements);
    expect(now.news.filter((one) => one.publishedAt < '2024-03-14')).toEqual(then.news);
  });

  it('gives bars whose open and close lie between low and high, in whole cents and shares', () => {
    for (const { bars } of companies.map((one) => simulateCompany(one, today))) {
      for (let i = 0; i < bars.day.length; i++) {
        expect(bars.low[i]).toBeLessThanOrEqual(Math.min(bars.open[i]!, bars.close[i]!));
        expect(bars.high[i]).toBeGreaterThanOrEqual(Math.max(bars.open[i]!, bars.close[i]!));
        expect(bars.low[i]).toBeGreaterThan(0);
        expect(Number.isInteger(bars.volume[i])).toBe(true);
      }
    }
  });

  it('has more than ten years of bars of every company but the recent listing', () => {
    const rows = companies.map((one) => [one.code, simulateCompany(one, today).bars.day.length] as const);
    expect(rows.filter(([, count]) => count < 2_500)).toEqual([['SPROUT', 25]]);
  });

  it('leaves no jump in adjusted closes on the day of a split', () => {
    const { bars, adjustments } = simulateCompany(company('NEBULA'), today);
    const split = bars.day.indexOf(toEpochDay('2021-08-16'));
    expect(bars.close[split]! / bars.close[split - 1]!).toBeLessThan(0.3);
    const adjusted = adjustBars(bars, adjustments, today);
    expect(Math.abs(adjusted.close[split]! / adjusted.close[split - 1]! - 1)).toBeLessThan(0.1);
  });

  it('announces each quarter five to eight weeks after it ends', () => {
    for (const { periodEnd, announced } of simulateCompany(company('LOTUS'), today).statements) {
      const days = toEpochDay(announced) - toEpochDay(periodEnd);
      expect(days).toBeGreaterThanOrEqual(38);
      expect(days).toBeLessThanOrEqual(50);
    }
  });

  it('values each day by what had been announced then', () => {
    const { bars, valuations, statements } = simulateCompany(company('ORCHARD'), today);
    const i = bars.day.indexOf(toEpochDay('2026-03-02'));
    const known = statements.filter((one) => one.announced <= '2026-03-02').slice(-4);
    const earned = known.reduce((sum, one) => sum + one.netIncome!, 0);
    expect(valuations.peTtm[i]).toBeCloseTo((bars.close[i]! * known.at(-1)!.shares!) / earned, 2);
  });

  it('tells news in both languages', () => {
    for (const item of companies.flatMap((one) => simulateCompany(one, today).news)) {
      expect(item.title.zh).toMatch(/\p{Script=Han}/u);
      expect(item.title.en).toMatch(/^[\x20-\x7e]+$/);
      expect(item.title.zh! + item.summary.en!).not.toContain('{');
    }
  });
});
