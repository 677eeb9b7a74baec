import type { RunEvent } from '@sagacity/contracts/events';
import type { Usage } from '@sagacity/contracts/reports';
import type { RunStep } from '@sagacity/contracts/runs';
import type { RunServices } from './context.ts';
import { runEntity, streamOf } from './documents.ts';

type Tracked = Pick<RunServices, 'store' | 'events'>;

/** Writes each event of a run to its stream, and what changes its steps and usage to the run, in order. */
export function trackRun(services: Tracked, runId: string, steps: readonly RunStep[]) {
  const runs = services.store.collection(runEntity);
  let known = [...steps];
  let tail: Promise<unknown> = Promise.resolve();

  const apply = async (event: RunEvent) => {
    if (event.type === 'run-started') known = event.steps;
    if (event.type === 'run-step-started' || event.type === 'run-step-finished')
      known = known.map((step) => (step.id === event.step.id ? event.step : step));
    if (event.type === 'run-started' || event.type === 'run-step-started')
      await runs.updateOne({ _id: runId }, { $set: { steps: known } });
    if (event.type === 'run-step-finished')
      await runs.updateOne({ _id: runId }, { $set: { steps: known, usage: sumOf(known) } });
    await services.events.append(streamOf(runId), event);
  };

  return (event: RunEvent): Promise<void> => {
    const written = tail.then(() => apply(event));
    tail = written.catch(() => undefined);
    return written;
  };
}

/** What the finished steps took together. */
const sumOf = (steps: readonly RunStep[]): Usage =>
  steps.reduce(
    (sum, { usage }) => ({
      calls: sum.calls + (usage?.calls ?? 0),
      inputTokens: sum.inputTokens + (usage?.inputTokens ?? 0),
      outputTokens: sum.outputTokens + (usage?.outputTokens ?? 0),
      cost: sum.cost + (usage?.cost ?? 0),
    }),
    { calls: 0, inputTokens: 0, outputTokens: 0, cost: 0 },
  );
