import type { EpochDay, ValuationSeries } from '@sagacity/kernel';
import { findColumns, valuationAliases } from './columns.ts';
import { readCsv } from './csv-table.ts';
import type { Faults } from './faults.ts';
import { parseNumber } from './parse-cell.ts';
import { readDays } from './read-days.ts';

const ratios = ['peTtm', 'pbMrq', 'psTtm', 'pcfTtm', 'turnoverPct'] as const;

/** Ratios near a profit of nothing grow without limit; this is far beyond any that means something. */
const most = 1e9;

/** Rows of a valuation file. Ratios may be negative (a loss) or blank; at least one column of them must be there. */
export function readValuationRows(text: string, today: EpochDay, faults: Faults): ValuationSeries {
  const table = readCsv('valuation', text, faults);
  const before = faults.total;
  const at = findColumns('valuation', table, valuationAliases, ['day'], faults);
  if (ratios.every((ratio) => at[ratio] === undefined)) {
    faults.add('valuation', 1, 'pe_ttm', table.heading.join(','), 'the heading has no valuation column');
  }
  const usable = at.day !== undefined && faults.total === before;
  const lines = usable
    ? readDays('valuation', table, at.day as number, { today, weekdaysOnly: true }, faults)
    : [];
  const column = (ratio: (typeof ratios)[number]): Float64Array =>
    Float64Array.from(lines, ({ line, cells }) => {
      const cell = cells[at[ratio] ?? -1] ?? '';
      const value = cell === '' ? Number.NaN : parseNumber(cell);
      if (value !== undefined && !(Math.abs(value) > most)) return value;
      const reason = value === undefined ? 'is not a number' : `is beyond ±${most}`;
      faults.add('valuation', line, valuationAliases[ratio][0], cell, reason);
      return Number.NaN;
    });
  return {
    day: Int32Array.from(lines, ({ day }) => day),
    peTtm: column('peTtm'),
    pbMrq: column('pbMrq'),
    psTtm: column('psTtm'),
    pcfTtm: column('pcfTtm'),
    turnoverPct: column('turnoverPct'),
  };
}
