import type { RunEvent } from '@sagacity/contracts/events';
import type { ResolvedRunConfig, RunStep } from '@sagacity/contracts/runs';
import { type Clock, isAppError, messageOf } from '@sagacity/kernel';
import type { Snapshot } from '@sagacity/market/snapshot/port';
import type { Store } from '@sagacity/platform/store/port';
import { keepStepResult, type StepResult } from '../checkpoint/step-results.ts';
import type { WriteGate } from '../checkpoint/write-gate.ts';
import type { Memory } from '../memory/port.ts';
import { showCitations } from '../report/show-citations.ts';
import { agentOf } from '../roster/index.ts';
import type { Engine } from '../roster/port.ts';
import { citedIn } from '../rules/finding.ts';
import { gatherText } from './gather-text.ts';
import { viewOfStep } from './view-of-step.ts';

export interface StepRun {
  readonly runId: string;
  readonly config: ResolvedRunConfig;
  readonly snapshot: Snapshot;
  /** Null in a run without memory. */
  readonly memory: Memory | null;
  readonly steps: readonly RunStep[];
  /** Grows as steps finish. */
  readonly results: Map<string, StepResult>;
  readonly engine: Engine;
  readonly store: Store;
  readonly writes: WriteGate;
  readonly clock: Clock;
  readonly emit: (event: RunEvent) => void;
}

/**
 * Lets the step's agent think, keeps what it gave, then says that it finished: a step said to be finished is never run again.
 * A step whose result is kept already does nothing. One that fails by itself says so and why; one that was stopped, or met a store that
 * is away, says nothing: the run goes on there.
 */
export async function runStep(run: StepRun, step: RunStep, signal: AbortSignal): Promise<void> {
  const { runId, results, store, writes, clock, emit } = run;
  if (results.has(step.id)) return;
  const agent = agentOf(step.agent);
  const now = () => new Date(clock.now()).toISOString();
  const startedAt = now();
  emit({ type: 'run-step-started', runId, step: { ...step, state: 'running', startedAt } });
  const failedEvent = (error: unknown): RunEvent => ({
    type: 'run-step-finished',
    runId,
    step: { ...step, state: 'failed', startedAt, finishedAt: now(), reason: messageOf(error) },
    text: '',
    factIds: [],
    readings: [],
    usage: { calls: 0, inputTokens: 0, outputTokens: 0, cost: 0 },
  });
  const view = viewOfStep(agent, step, run);
  const spoken = gatherText(clock, (text, attempt) =>
    emit({ type: 'run-step-text', runId, stepId: step.id, attempt, text }),
  );
  const thought = await run.engine
    .think(agent, view, { runId, stepId: step.id, signal, onText: spoken.add })
    .finally(spoken.flush)
    .catch((error: unknown) => {
      if (!signal.aborted && !isAppError(error, 'STORE_UNAVAILABLE')) emit(failedEvent(error));
      throw error;
    });
  const { output, usage, model, fallback, grounding } = thought;
  const finishedAt = now();
  const result: StepResult = {
    step: step.id,
    agent: agent.id,
    output,
    usage,
    model,
    fallback,
    grounding,
    startedAt,
    finishedAt,
  };
  await writes.write(() => keepStepResult(store, runId, result));
  results.set(step.id, result);
  const text = Object.values(output.sections).join('\n\n');
  const known = new Map([...view.facts, ...output.facts.map((fact) => [fact.id, fact] as const)]);
  emit({
    type: 'run-step-finished',
    runId,
    step: { ...step, state: 'done', startedAt, finishedAt, usage, model },
    text: showCitations(text, known, view.language),
    factIds: [...new Set([...citedIn(text), ...output.evidence.flatMap(({ factIds }) => factIds)])],
    readings: [...output.facts],
    usage,
  });
}
