import type { Adjustment, BarSeries, ValuationSeries } from '@sagacity/kernel';

export interface BarRange {
  /** Inclusive epoch days. */
  readonly from?: number;
  readonly to?: number;
  /** Only the last `last` rows of the range. */
  readonly last?: number;
}

/** Raw daily bars, adjustments and valuation ratios by instrument id (`US:AAPL`). Prices are stored as quoted, never adjusted. */
export interface BarStore {
  /** Inserts or replaces by (instrument, day), in one transaction; of two rows for a day the last counts. Returns the rows that were new and that changed. */
  upsertBars(
    instrument: string,
    bars: BarSeries,
    source: string,
  ): Promise<{ inserted: number; updated: number }>;
  /** Rows of the range, ascending; empty when there are none. */
  readBars(instrument: string, range?: BarRange): Promise<BarSeries>;
  /** Replaces all adjustments of the instrument. */
  putAdjustments(instrument: string, adjustments: readonly Adjustment[]): Promise<void>;
  /** Adjustments with `exDay <= asOf`, ascending. */
  readAdjustments(instrument: string, asOf: number): Promise<Adjustment[]>;
  upsertValuations(instrument: string, valuations: ValuationSeries): Promise<void>;
  readValuations(instrument: string, range?: BarRange): Promise<ValuationSeries>;
  /** What is held: first and last day and number of rows, per instrument, by id; all of them without an argument. */
  coverage(instrument?: string): Promise<BarCoverage[]>;
  removeInstrument(instrument: string): Promise<void>;
  close(): Promise<void>;
}

export interface BarCoverage {
  readonly instrument: string;
  readonly rows: number;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly source: string;
}
