import type { BarSeries, EpochDay, ValuationSeries } from '@sagacity/kernel';
import type { FactorRow } from '../bars/index.ts';
import { type FaultList, newFaults } from './faults.ts';
import { readBarRows } from './read-bar-rows.ts';
import { readFactorRows } from './read-factor-rows.ts';
import { readValuationRows } from './read-valuation-rows.ts';

/** Texts of the files; see the request's contract for their columns. */
export interface ImportFiles {
  readonly bars: string;
  readonly factors?: string | undefined;
  readonly valuation?: string | undefined;
}

export interface FilesRead {
  readonly bars: BarSeries;
  readonly factors: readonly FactorRow[] | null;
  readonly valuation: ValuationSeries | null;
  readonly faults: FaultList;
}

export interface ReadFilesInput extends ImportFiles {
  /** The exchange's own. */
  readonly today: EpochDay;
}

/** Runs `readFiles` for an owner, beside the event loop where others wait for it. */
export type ReadFiles = (input: ReadFilesInput, owner: string) => Promise<FilesRead>;

/** The good rows of the files and what is wrong with the others. */
export function readFiles({ today, bars, factors, valuation }: ReadFilesInput): FilesRead {
  const faults = newFaults();
  return {
    bars: readBarRows(bars, today, faults),
    factors: factors === undefined ? null : readFactorRows(factors, faults),
    valuation: valuation === undefined ? null : readValuationRows(valuation, today, faults),
    faults: { rows: faults.rows, total: faults.total },
  };
}
