import { toIsoDay } from '@sagacity/kernel';
import type { Statement } from '../datasets.ts';
import type { DemoCompany } from './companies.ts';
import { sharesOn } from './happenings.ts';
import { isFiled, type Quarter } from './quarters.ts';

/** The filings of a company from its listing on, in the common form. */
export function statementsOf(company: DemoCompany, quarters: readonly Quarter[]): Statement[] {
  const filed = quarters.filter((quarter) => isFiled(company, quarter));
  return filed.map((quarter) => {
    const liabilities = Math.round((quarter.equity * company.debtToAssets) / (1 - company.debtToAssets));
    const assets = quarter.equity + liabilities;
    return {
      periodEnd: toIsoDay(quarter.end),
      announced: toIsoDay(quarter.announced),
      currency: 'XTS',
      revenue: quarter.revenue,
      grossProfit: quarter.grossProfit,
      netIncome: quarter.netIncome,
      operatingCashFlow: quarter.operatingCashFlow,
      assets,
      liabilities,
      currentAssets: Math.round(assets * 0.46),
      currentLiabilities: Math.round(liabilities * 0.58),
      equity: quarter.equity,
      shares: sharesOn(company, quarter.end),
    };
  });
}
