import type { Adjustment, BarSeries, EpochDay, Market, ValuationSeries } from '@sagacity/kernel';
import { adjustmentsFromFactors, findSplitJumps, type SplitJump } from '../bars/index.ts';
import { calendarOf } from '../calendars/index.ts';
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
  /** Of the file of factors; null without one, or when anything is wrong. */
  readonly adjustments: readonly Adjustment[] | null;
  readonly valuation: ValuationSeries | null;
  /** Left over by the adjustments of the file, or by those that are held. */
  readonly splitJumps: readonly SplitJump[];
  readonly faults: FaultList;
}

export interface ReadFilesInput extends ImportFiles {
  readonly market: Market;
  /** The exchange's own. */
  readonly today: EpochDay;
  /** Adjustments that stay in force when the import brings none. */
  readonly held: readonly Adjustment[];
}

/** Runs `readFiles` for an owner, beside the event loop where others wait for it. */
export type ReadFiles = (input: ReadFilesInput, owner: string) => Promise<FilesRead>;

/** The good rows of the files and what is wrong with the others. */
export function readFiles(input: ReadFilesInput): FilesRead {
  const { market, today, held } = input;
  const faults = newFaults();
  const bars = readBarRows(input.bars, today, faults);
  const factors = input.factors === undefined ? null : readFactorRows(input.factors, faults);
  const valuation = input.valuation === undefined ? null : readValuationRows(input.valuation, today, faults);
  const adjustments =
    factors && faults.total === 0 ? adjustmentsFromFactors(factors, calendarOf(market)) : null;
  return {
    bars,
    adjustments,
    valuation,
    splitJumps: findSplitJumps(bars, adjustments ?? held),
    faults: { rows: faults.rows, total: faults.total },
  };
}
