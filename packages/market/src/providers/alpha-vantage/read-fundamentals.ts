import { currencySchema } from '@sagacity/contracts/facts';
import { z } from 'zod';
import type { Statement } from '../datasets.ts';
import { ProviderFailure } from '../failure.ts';
import type { DataRequest } from '../port.ts';
import { type AlphaIo, callAlphaVantage, figure } from './call.ts';

const reportsSchema = z.object({ quarterlyReports: z.array(z.record(z.string(), z.string())) });
const earningsSchema = z.object({
  quarterlyEarnings: z.array(z.object({ fiscalDateEnding: z.string(), reportedDate: z.string() })),
});
type Report = Readonly<Record<string, string>>;

const byPeriod = (reports: readonly Report[]): Map<string, Report> =>
  new Map(reports.map((report) => [report.fiscalDateEnding ?? '', report]));

function currencyOf(report: Report): Statement['currency'] {
  const checked = currencySchema.safeParse(report.reportedCurrency);
  if (checked.success) return checked.data;
  throw new ProviderFailure(
    'unit-mismatch',
    `alpha-vantage reports in ${report.reportedCurrency}; known are ${currencySchema.options.join(', ')}`,
  );
}

/**
 * Quarterly statements out of four calls. A quarter's announcement is the day its earnings were reported; quarters without one are
 * left out, since nobody can say when they were known.
 */
export async function readFundamentals({ instrument }: DataRequest, io: AlphaIo): Promise<Statement[]> {
  const reports = async (name: string): Promise<Report[]> =>
    (await callAlphaVantage(io, name, instrument, reportsSchema)).quarterlyReports;
  const income = await reports('INCOME_STATEMENT');
  const balance = byPeriod(await reports('BALANCE_SHEET'));
  const cash = byPeriod(await reports('CASH_FLOW'));
  const earnings = await callAlphaVantage(io, 'EARNINGS', instrument, earningsSchema);
  const reported = new Map(
    earnings.quarterlyEarnings.map((one) => [one.fiscalDateEnding, one.reportedDate] as const),
  );
  const statements = income.flatMap((report): Statement[] => {
    const periodEnd = report.fiscalDateEnding ?? '';
    const announced = reported.get(periodEnd);
    if (!announced) return [];
    const sheet = balance.get(periodEnd) ?? {};
    return [
      {
        periodEnd,
        announced,
        currency: currencyOf(report),
        revenue: figure(report.totalRevenue),
        grossProfit: figure(report.grossProfit),
        netIncome: figure(report.netIncome),
        operatingCashFlow: figure(cash.get(periodEnd)?.operatingCashflow),
        assets: figure(sheet.totalAssets),
        liabilities: figure(sheet.totalLiabilities),
        currentAssets: figure(sheet.totalCurrentAssets),
        currentLiabilities: figure(sheet.totalCurrentLiabilities),
        equity: figure(sheet.totalShareholderEquity),
        shares: figure(sheet.commonStockSharesOutstanding),
      },
    ];
  });
  if (statements.length === 0)
    throw new ProviderFailure('no-data', `alpha-vantage has no filings of ${instrument.id}`);
  return statements.sort((a, b) => (a.periodEnd < b.periodEnd ? -1 : 1));
}
