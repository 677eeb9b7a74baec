import type { RunEvent } from '@sagacity/contracts/events';
import type { InstrumentView } from '@sagacity/contracts/instruments';
import type { Report, Usage } from '@sagacity/contracts/reports';
import type { ResolvedRunConfig, RunStep } from '@sagacity/contracts/runs';
import type { Clock } from '@sagacity/kernel';
import type { Market } from '@sagacity/market';
import type { EventLog } from '@sagacity/platform/events/port';
import type { Lease } from '@sagacity/platform/lease/port';
import type { Log } from '@sagacity/platform/log/log';
import type { JobQueue } from '@sagacity/platform/queue/port';
import type { Store } from '@sagacity/platform/store/port';
import type { Ctx } from '../context.ts';

export interface ExecuteResearch {
  readonly runId: string;
  /** Whose earlier decisions the run may remember. */
  readonly ownerId: string;
  readonly instrument: InstrumentView;
  readonly config: ResolvedRunConfig;
  /** The stored plan, in whatever state its steps are. */
  readonly steps: readonly RunStep[];
  readonly emit: (event: RunEvent) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Research as the runs feature uses it, with engines and models already wired. */
export interface Research {
  planSteps(config: ResolvedRunConfig): RunStep[];
  /** Throws NOT_CONFIGURED or VALIDATION_FAILED when an `llm` run names a model that is not there. */
  checkModels(config: ResolvedRunConfig): Promise<void>;
  estimate(
    config: ResolvedRunConfig,
  ): Promise<{ calls: number; cost: number; tokens: number; steps: number }>;
  execute(input: ExecuteResearch): Promise<Report>;
  /** All model calls of the run so far, those of unfinished steps included. */
  spent(runId: string): Promise<Usage>;
  /** Drops what a run kept to go on after a crash; its report is stored. */
  forgetProgress(runId: string): Promise<void>;
  /** Drops all that, and the recorded model calls. */
  forget(runId: string): Promise<void>;
}

/** What executing a run needs; no actor is involved. */
export interface RunServices {
  readonly store: Store;
  readonly queue: JobQueue;
  readonly events: EventLog;
  readonly lease: Lease;
  readonly market: Market;
  readonly research: Research;
  readonly clock: Clock;
  readonly log: Log;
}

export type RunsCtx = Ctx & RunServices;
