import type { Fact } from '@sagacity/contracts/facts';
import type { Horizon, Rating } from '@sagacity/contracts/reports';

/** What an earlier run set, in prices as they were adjusted on its own day. */
export interface CallTerms {
  readonly horizon: Horizon;
  /** Null where the report had none, or is gone: there is no telling then what stop and target are in prices of today. */
  readonly close: number | null;
  readonly stop: number | null;
  readonly target: number | null;
}

/** A rated decision of an earlier run on the same instrument. */
export interface PastDecision extends CallTerms {
  readonly runId: string;
  /** `YYYY-MM-DD`, before the day of the run that remembers it. */
  readonly asOf: string;
  readonly rating: Rating;
}

/** How a call ended: whichever came first of its stop, its target and its horizon; or not yet, or nobody can tell. */
export type CallEnd = 'stop' | 'target' | 'horizon' | 'running' | 'unpriced';

export interface RememberedDecision extends PastDecision {
  readonly end: CallEnd;
}

/** Earlier decisions as a run knows them, newest first; empty when there is none. */
export interface Memory {
  readonly decisions: readonly RememberedDecision[];
  /** `memory.1.…` of the newest, and so on. */
  readonly facts: readonly Fact[];
}
