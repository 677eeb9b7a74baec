import { type EpochDay, toEpochDay, toIsoDay } from '@sagacity/kernel';
import { type Chance, newChance } from './chance.ts';
import type { DemoCompany } from './companies.ts';
import { openingDay, sessionOnOrAfter } from './sessions.ts';

/** A fiscal quarter of a simulated company, in XTS. */
export interface Quarter {
  readonly start: EpochDay;
  readonly end: EpochDay;
  readonly announced: EpochDay;
  readonly revenue: number;
  readonly grossProfit: number;
  readonly netIncome: number;
  readonly operatingCashFlow: number;
  readonly equity: number;
}

const firstYear = 2013;
const season = [0.94, 1, 0.98, 1.08] as const;
const dayOf = (year: number, month: number): EpochDay =>
  toEpochDay(toIsoDay(Date.UTC(year, month, 1) / 86_400_000));

/** Growth swings with the business cycle; the phase and the surprises come from the company's own chance. */
function growthOf(company: DemoCompany, chance: Chance, index: number): number {
  const phase = chance.uniform(0, 40) + index / (4 * company.cycleYears);
  return company.growth + company.swing * Math.sin(2 * Math.PI * phase) + 0.04 * chance.normal(index, 41);
}

/** All quarters from 2013 that start on or before `to`, ascending. The past never depends on `to`. */
export function quartersOf(company: DemoCompany, to: EpochDay): Quarter[] {
  const chance = newChance(`quarters ${company.code}`);
  const quarters: Quarter[] = [];
  let level = company.revenue;
  let equity = company.revenue * 4 * (0.8 + Math.max(0, -8 * company.netMargin));
  for (let index = 0; ; index++) {
    const year = firstYear + Math.floor(index / 4);
    const start = dayOf(year, (index % 4) * 3);
    if (start > to) return quarters;
    const end = dayOf(year, (index % 4) * 3 + 3) - 1;
    const growth = growthOf(company, chance, index);
    level *= (1 + growth) ** 0.25;
    const revenue = Math.round(level * season[(index % 4) as 0 | 1 | 2 | 3]);
    const margin =
      Math.min(company.netMargin + company.marginDrift * (index / 4), company.grossMargin * 0.55) +
      0.25 * (growth - company.growth) * company.grossMargin +
      0.06 * company.grossMargin * chance.normal(index, 43);
    const netIncome = Math.round(revenue * margin);
    const cash = netIncome + revenue * (0.035 + 0.02 * chance.normal(index, 45));
    equity += netIncome * (netIncome > 0 ? 1 - company.payout : 1);
    equity = Math.max(equity, revenue * 0.8);
    quarters.push({
      start,
      end,
      announced: sessionOnOrAfter(end + 38 + Math.floor(10 * chance.uniform(index, 47))),
      revenue,
      grossProfit: Math.round(revenue * (company.grossMargin + 0.6 * (margin - company.netMargin))),
      netIncome,
      operatingCashFlow: Math.round(cash),
      equity: Math.round(equity),
    });
  }
}

/** Sum of one column over the four quarters that end with `last`; NaN when there are fewer. */
export function trailing(
  quarters: readonly Quarter[],
  last: number,
  column: 'revenue' | 'netIncome' | 'operatingCashFlow',
): number {
  if (last < 3) return Number.NaN;
  return quarters.slice(last - 3, last + 1).reduce((sum, quarter) => sum + quarter[column], 0);
}

/** Whether a quarter was filed as a listed company; those listed from the first day brought their earlier filings with them. */
export const isFiled = (company: DemoCompany, quarter: Quarter): boolean =>
  company.listed <= openingDay || quarter.end >= company.listed;
