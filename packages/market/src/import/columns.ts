import type { RowFault } from '@sagacity/contracts/instruments';
import { plainForm } from '@sagacity/kernel';
import type { CsvTable } from './csv-table.ts';
import type { Faults } from './faults.ts';

/** Names under which a column may stand in a heading; lower case, spaces and dashes as underscores. The first is shown. */
export type Aliases<C extends string> = Readonly<Record<C, readonly string[]>>;

export const barAliases = {
  day: ['date', 'day', 'trade_date', 'time', 'timestamp', '日期', '交易日期', '时间'],
  open: ['open', 'open_price', '开盘', '开盘价'],
  high: ['high', 'high_price', '最高', '最高价'],
  low: ['low', 'low_price', '最低', '最低价'],
  close: ['close', 'close_price', '收盘', '收盘价'],
  volume: ['volume', 'vol', '成交量', '成交量(股)'],
  amount: ['amount', 'turnover_value', '成交额', '成交金额', '成交额(元)'],
} as const satisfies Aliases<string>;

export const factorAliases = {
  day: barAliases.day,
  priceFactor: ['price_factor', '价格因子'],
  splitFactor: ['split_factor', '拆分因子'],
} as const satisfies Aliases<string>;

export const valuationAliases = {
  day: barAliases.day,
  peTtm: ['pe_ttm', '市盈率ttm', '市盈率_ttm', '滚动市盈率'],
  pbMrq: ['pb_mrq', 'pb', '市净率', '市净率mrq'],
  psTtm: ['ps_ttm', '市销率ttm', '市销率_ttm', '滚动市销率'],
  pcfTtm: ['pcf_ncf_ttm', 'pcf_ttm', '市现率ttm', '市现率_ttm', '滚动市现率'],
  turnoverPct: ['turn_pct', 'turn', 'turnover', 'turnover_pct', '换手率', '换手率(%)'],
} as const satisfies Aliases<string>;

const longestHeading = 64;
const plain = (name: string): string =>
  plainForm(name, longestHeading)
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

/** Where each column stands in the heading. Missing required ones and ones named twice are faults of line 1. */
export function findColumns<C extends string>(
  file: RowFault['file'],
  table: CsvTable,
  aliases: Aliases<C>,
  required: readonly NoInfer<C>[],
  faults: Faults,
): Partial<Record<C, number>> {
  const names = table.heading.map(plain);
  const found: Partial<Record<C, number>> = {};
  for (const column of Object.keys(aliases) as C[]) {
    const at = names.flatMap((name, i) => (aliases[column].includes(name) ? [i] : []));
    const shown = aliases[column][0] as string;
    if (at.length > 1)
      faults.add(file, 1, shown, table.heading.join(','), 'the heading names this column twice');
    else if (at.length === 1) found[column] = at[0] as number;
    else if (required.includes(column))
      faults.add(file, 1, shown, table.heading.join(','), 'the heading has no such column');
  }
  return found;
}
