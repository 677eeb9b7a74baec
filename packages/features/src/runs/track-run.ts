import type { RunEvent } from '@sagacity/contracts/events';
import type { Usage } from '@sagacity/contracts/reports';
import type { RunStep } from '@sagacity/contracts/runs';
import { AppError } from '@sagacity/kernel';
import type { RunServices } from './context.ts';
import { runEntity, streamOf } from './documents.ts';

type Tracked = Pick<RunServices, 'store' | 'events' | 'clock'>;

/** Readers of the run itself are this far behind its events at most. */
const saveEveryMs = 50;

export interface TrackedRun {
  /** Appends to the run's stream, in order. */
  emit(event: RunEvent): Promise<void>;
  /** Resolves when the run's steps and usage are saved. */
  flush(): Promise<void>;
}

export interface TrackRun {
  readonly runId: string;
  /** What the run says of who executes it, while that is us. */
  readonly execution: string;
  readonly steps: readonly RunStep[];
  /** Called when the run is in other hands; nothing of it is saved from then on. */
  readonly onTaken: (error: AppError) => void;
}

/** Writes each event of a run to its stream at once, and what it changes in steps and usage to the run a little later, together. */
export function trackRun(services: Tracked, { runId, execution, steps, onTaken }: TrackRun): TrackedRun {
  let known = steps;
  let isSaved = true;
  let timer: NodeJS.Timeout | undefined;
  let tail: Promise<unknown> = Promise.resolve();

  const save = async () => {
    if (isSaved) return;
    isSaved = true;
    const { matched } = await services.store
      .collection(runEntity)
      .updateOne({ _id: runId, execution }, { $set: { steps: known, usage: sumOf(known) } });
    if (matched === 1) return;
    const error = new AppError('CONFLICT', `run ${runId}: another worker has taken it up`);
    onTaken(error);
    throw error;
  };
  const inTurn = (work: () => Promise<unknown>): Promise<void> => {
    const done = tail.then(work);
    tail = done.catch(() => undefined);
    return done.then(() => undefined);
  };
  const saveSoon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      inTurn(save).catch(() => {
        isSaved = false; // the next save or the flush tries again
      });
    }, saveEveryMs);
  };

  return {
    emit: (event) =>
      inTurn(async () => {
        const now = new Date(services.clock.now()).toISOString();
        const changed = stepsAfter(event, known, now);
        if (changed !== known) {
          known = changed;
          isSaved = false;
          saveSoon();
        }
        await services.events.append(streamOf(runId), event);
      }),
    flush() {
      clearTimeout(timer);
      timer = undefined;
      return inTurn(save);
    },
  };
}

function stepsAfter(event: RunEvent, steps: readonly RunStep[], now: string): readonly RunStep[] {
  if (event.type === 'run-started') return event.steps;
  if (event.type === 'run-step-started' || event.type === 'run-step-finished')
    return steps.map((step) => (step.id === event.step.id ? event.step : step));
  if (event.type === 'run-resumed')
    return steps.map((step) => resumed(step, event.finishedSteps.includes(step.id), now));
  return steps;
}

/** A process that died may have finished a step without saying so, or left one running. */
function resumed(step: RunStep, isFinished: boolean, now: string): RunStep {
  if (isFinished) return step.state === 'done' ? step : { ...step, state: 'done', finishedAt: now };
  if (step.state === 'running' || step.state === 'failed')
    return { ...step, state: 'waiting', startedAt: null, finishedAt: null, reason: null };
  return step;
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
