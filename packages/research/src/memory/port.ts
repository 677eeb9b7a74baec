import type { Fact } from '@sagacity/contracts/facts';
import type { Rating } from '@sagacity/contracts/reports';

/** A rated decision of an earlier run on the same instrument. */
export interface PastDecision {
  readonly runId: string;
  /** `YYYY-MM-DD`, before the day of the run that remembers it. */
  readonly asOf: string;
  readonly rating: Rating;
}

/** Earlier decisions as a run knows them, newest first; empty when there is none. */
export interface Memory {
  readonly decisions: readonly PastDecision[];
  /** `memory.1.…` of the newest, and so on. */
  readonly facts: readonly Fact[];
}
