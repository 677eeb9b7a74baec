import type { FactorRow } from '../bars/index.ts';
import { factorAliases, findColumns } from './columns.ts';
import { readCsv } from './csv-table.ts';
import type { Faults } from './faults.ts';
import { parseNumber } from './parse-cell.ts';
import { readDays } from './read-days.ts';

/** A share has never been split, nor put together, this often. */
const most = 1e6;

/** Rows of a factor file: cumulative factors for bars up to and including their day. A last row in the far future is usual. */
export function readFactorRows(text: string, faults: Faults): FactorRow[] {
  const table = readCsv('factors', text, faults);
  const before = faults.total;
  const at = findColumns('factors', table, factorAliases, ['day', 'priceFactor', 'splitFactor'], faults);
  if (at.day === undefined || faults.total > before) return [];
  return readDays('factors', table, at.day, { weekdaysOnly: false }, faults).flatMap(
    ({ day, line, cells }) => {
      const read = (column: 'priceFactor' | 'splitFactor'): number | undefined => {
        const cell = cells[at[column] as number] as string;
        const value = parseNumber(cell);
        if (value !== undefined && value >= 1 / most && value <= most) return value;
        faults.add(
          'factors',
          line,
          factorAliases[column][0],
          cell,
          `is not a number from ${1 / most} to ${most}`,
        );
        return undefined;
      };
      const [priceFactor, splitFactor] = [read('priceFactor'), read('splitFactor')];
      return priceFactor && splitFactor ? [{ day, priceFactor, splitFactor }] : [];
    },
  );
}
