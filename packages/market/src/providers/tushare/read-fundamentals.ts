import type { Statement } from '../datasets.ts';
import { ProviderFailure } from '../failure.ts';
import type { DataRequest } from '../port.ts';
import { callTushare, isoDayIn, numberIn, type TushareIo, type TushareRow, tsCode } from './call.ts';

const consolidated = '1';

/** Consolidated rows by period end, each with its first announcement: a later correction was not known then. */
function byPeriod(rows: readonly TushareRow[]): Map<string, TushareRow> {
  const found = new Map<string, TushareRow>();
  const announced = (row: TushareRow): string =>
    isoDayIn(row, 'f_ann_date') ?? isoDayIn(row, 'ann_date') ?? '9999';
  for (const row of rows) {
    const end = isoDayIn(row, 'end_date');
    if (!end || String(row.report_type ?? consolidated) !== consolidated) continue;
    const other = found.get(end);
    if (!other || announced(row) < announced(other)) found.set(end, row);
  }
  return found;
}

/** The quarter's end before this one in the same fiscal year; undefined for the first. */
const previousEnd = (end: string): string | undefined =>
  ({ '06-30': '03-31', '09-30': '06-30', '12-31': '09-30' })[end.slice(5)]?.replace(
    /^/,
    `${end.slice(0, 5)}`,
  );

/** Filings cumulate from January on; a quarter alone is the difference to the one before, null when that is missing. */
function quarterOf(rows: ReadonlyMap<string, TushareRow>, end: string, field: string): number | null {
  const row = rows.get(end);
  const total = row ? numberIn(row, field) : null;
  const before = previousEnd(end);
  if (total === null || before === undefined) return total;
  const earlier = rows.get(before);
  const sum = earlier ? numberIn(earlier, field) : null;
  return sum === null ? null : total - sum;
}

/** Quarterly statements in CNY out of the three filings, dated by the income statement's first announcement. */
export async function readFundamentals({ instrument }: DataRequest, io: TushareIo): Promise<Statement[]> {
  const params = { ts_code: tsCode(instrument), report_type: consolidated };
  const common = 'ann_date,f_ann_date,end_date,report_type';
  const read = async (name: string, fields: string) =>
    byPeriod(await callTushare(io, name, params, `${common},${fields}`));
  const income = await read('income', 'revenue,oper_cost,n_income_attr_p');
  const balance = await read(
    'balancesheet',
    'total_share,total_assets,total_liab,total_cur_assets,total_cur_liab,total_hldr_eqy_exc_min_int',
  );
  const cash = await read('cashflow', 'n_cashflow_act');
  if (income.size === 0) {
    throw new ProviderFailure('no-data', `tushare has no filings of ${params.ts_code}`);
  }
  return [...income]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([periodEnd, row]) => {
      const announced = isoDayIn(row, 'f_ann_date') ?? isoDayIn(row, 'ann_date');
      if (!announced) return [];
      const sheet = balance.get(periodEnd) ?? {};
      const revenue = quarterOf(income, periodEnd, 'revenue');
      const cost = quarterOf(income, periodEnd, 'oper_cost');
      return [
        {
          periodEnd,
          announced,
          currency: 'CNY' as const,
          revenue,
          grossProfit: revenue === null || cost === null ? null : revenue - cost,
          netIncome: quarterOf(income, periodEnd, 'n_income_attr_p'),
          operatingCashFlow: quarterOf(cash, periodEnd, 'n_cashflow_act'),
          assets: numberIn(sheet, 'total_assets'),
          liabilities: numberIn(sheet, 'total_liab'),
          currentAssets: numberIn(sheet, 'total_cur_assets'),
          currentLiabilities: numberIn(sheet, 'total_cur_liab'),
          equity: numberIn(sheet, 'total_hldr_eqy_exc_min_int'),
          shares: numberIn(sheet, 'total_share'),
        },
      ];
    });
}
