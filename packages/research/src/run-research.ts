import type { RunEvent } from '@sagacity/contracts/events';
import type { Report } from '@sagacity/contracts/reports';
import type { ResolvedRunConfig, RunStep } from '@sagacity/contracts/runs';
import { AppError, type Clock, messageOf } from '@sagacity/kernel';
import type { Snapshot } from '@sagacity/market/snapshot/port';
import type { Store } from '@sagacity/platform/store/port';
import { freezeInputs } from './checkpoint/freeze-inputs.ts';
import { readStepResults } from './checkpoint/step-results.ts';
import { openWriteGate } from './checkpoint/write-gate.ts';
import { ofDepth } from './graph/plan-steps.ts';
import { runPlan } from './graph/run-plan.ts';
import { runStep } from './graph/run-step.ts';
import { serialEmitter } from './graph/serial-emitter.ts';
import { takePlan } from './graph/take-plan.ts';
import { withLimit } from './graph/with-limit.ts';
import type { Ground } from './grounding/port.ts';
import type { PastDecision } from './memory/port.ts';
import { remember } from './memory/remember.ts';
import { assembleReport } from './report/assemble-report.ts';
import type { Engine } from './roster/port.ts';

export interface ResearchDeps {
  readonly store: Store;
  /** All that may be known as of the run's date; called once per run, and again only when a crash came before its answer was kept. */
  readonly gather: (signal: AbortSignal) => Promise<Snapshot>;
  /** Earlier decisions on the instrument, newest first, none as of the run's day or later. Called like `gather`, from depth 2 on; absent: no memory. */
  readonly recall?: () => Promise<readonly PastDecision[]>;
  readonly engine: Engine;
  readonly ground: Ground;
  /** Called one at a time, in order. */
  readonly emit: (event: RunEvent) => void | Promise<void>;
  readonly clock: Clock;
  readonly log?: { warn(details: object, message: string): void };
}

export interface ResearchTask {
  readonly runId: string;
  /** Instrument id; the snapshot must be of it. */
  readonly instrument: string;
  readonly config: ResolvedRunConfig;
  /** The plan the run was stored with, in whatever state its steps are: what is executed. */
  readonly steps: readonly RunStep[];
  readonly signal: AbortSignal;
}

/**
 * Researches one instrument to a report, going on after the last finished step when the run was begun before. Emits what happens up to
 * the last step; the end state is the caller's to say. Rejects with CANCELLED when the signal aborts, TIME_LIMIT_EXCEEDED after the
 * run's limit (counted anew after a restart), CONFLICT for a plan this version cannot follow, or what a step threw. Once it settled, a straggling agent keeps nothing any more. Call
 * `forgetRun` once the report is stored.
 */
export async function runResearch(deps: ResearchDeps, task: ResearchTask): Promise<Report> {
  const { store, clock, engine, ground } = deps;
  const { runId, config } = task;
  const now = () => new Date(clock.now()).toISOString();
  const events = serialEmitter(deps.emit, (error) =>
    deps.log?.warn({ runId, error: messageOf(error) }, 'A run event was not passed on'),
  );
  const writes = openWriteGate();
  const research = async (signal: AbortSignal): Promise<Report> => {
    const [steps, results] = [takePlan(task.steps), await readStepResults(store, runId)];
    if (results.size === 0) events.emit({ type: 'run-started', runId, steps });
    else events.emit({ type: 'run-resumed', runId, finishedSteps: [...results.keys()] });
    const { snapshot, past } = await freezeInputs(
      { store, writes, runId, now },
      {
        gather: () => deps.gather(signal),
        recall: ofDepth(config.depth).memory ? (deps.recall ?? null) : null,
      },
    );
    if (snapshot.instrument.id !== task.instrument)
      throw new AppError(
        'INTERNAL',
        `The snapshot is of ${snapshot.instrument.id}, the run of ${task.instrument}.`,
        { runId },
      );
    const { hash: snapshotHash, asOf, facts, absences } = snapshot;
    events.emit({
      type: 'run-snapshot-frozen',
      runId,
      snapshotHash,
      asOf,
      facts: facts.length,
      gaps: absences.length,
    });
    const memory = past && remember(past, snapshot, config.language);
    const run = {
      runId,
      config,
      snapshot,
      memory,
      steps,
      results,
      engine,
      store,
      writes,
      clock,
      emit: events.emit,
    };
    await runPlan(steps, (step, stepSignal) => runStep(run, step, stepSignal), signal);
    return assembleReport({
      runId,
      engine: engine.id,
      config,
      snapshot,
      memory,
      steps,
      results,
      ground,
      createdAt: now(),
    });
  };
  try {
    return await withLimit(clock, config.budget.runTimeoutMs, task.signal, research);
  } finally {
    await writes.close();
    await events.close();
  }
}
