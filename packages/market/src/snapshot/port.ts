import type { Absence, Doubt, Fact } from '@sagacity/contracts/facts';
import type { InstrumentView, NewsItem } from '@sagacity/contracts/instruments';

/** The last adjusted bars a run saw, for charts and for readings that need a series. Ascending, at most 500 rows. */
export interface SnapshotBars {
  readonly day: readonly string[];
  readonly open: readonly number[];
  readonly high: readonly number[];
  readonly low: readonly number[];
  readonly close: readonly number[];
  readonly volume: readonly number[];
}

/** All a run may know: frozen once, plain JSON, the same bytes for the same instrument, day and data up to that day. */
export interface Snapshot {
  readonly instrument: InstrumentView;
  /** `YYYY-MM-DD`; nothing in here was known only later. */
  readonly asOf: string;
  readonly simulated: boolean;
  /** Unique ids, sorted by id. */
  readonly facts: readonly Fact[];
  /** Sorted by `what`. */
  readonly absences: readonly Absence[];
  /** Of the days in `bars`. */
  readonly doubts: readonly Doubt[];
  readonly bars: SnapshotBars;
  /** Newest first, published up to the end of `asOf`. */
  readonly news: readonly NewsItem[];
  /** Hex SHA-256 of the canonical JSON of all the above. */
  readonly hash: string;
}
