import type { RunEvent } from '@sagacity/contracts/events';
import type { Fact } from '@sagacity/contracts/facts';
import type { Run, RunStatus, RunStep } from '@sagacity/contracts/runs';

export interface LoggedRunEvent {
  offset: string;
  at: string;
  event: RunEvent;
}
export interface StepText {
  attempt: number;
  text: string;
}
/** What the events so far say about a run. */
export interface LiveRun {
  readonly seen: ReadonlySet<string>;
  readonly lastOffset: string | null;
  readonly status: RunStatus | null;
  readonly steps: readonly RunStep[];
  readonly texts: Readonly<Record<string, StepText>>;
  readonly factIds: Readonly<Record<string, readonly string[]>>;
  /** Facts computed by finished steps, by id. */
  readonly readings: Readonly<Record<string, Fact>>;
  readonly frozen: { facts: number; gaps: number; asOf: string } | null;
  readonly failure: Run['failure'];
}
type Draft = { -readonly [K in keyof LiveRun]: LiveRun[K] };

export const nothingHeard: LiveRun = {
  seen: new Set(),
  lastOffset: null,
  status: null,
  steps: [],
  texts: {},
  factIds: {},
  readings: {},
  frozen: null,
  failure: null,
};

const waiting = (step: RunStep): RunStep => ({
  ...step,
  state: 'waiting',
  startedAt: null,
  finishedAt: null,
  usage: null,
  reason: null,
});
const without = <V>(from: Readonly<Record<string, V>>, keep: (key: string) => boolean): Record<string, V> =>
  Object.fromEntries(Object.entries(from).filter(([key]) => keep(key)));

function putStep(draft: Draft, step: RunStep): void {
  const at = draft.steps.findIndex(({ id }) => id === step.id);
  draft.steps = at < 0 ? [...draft.steps, step] : draft.steps.with(at, step);
}

function addText(draft: Draft, stepId: string, attempt: number, text: string): void {
  const before = draft.texts[stepId];
  if (before !== undefined && attempt < before.attempt) return;
  const start = before?.attempt === attempt ? before.text : '';
  draft.texts = { ...draft.texts, [stepId]: { attempt, text: start + text } };
}

function resume(draft: Draft, finished: readonly string[]): void {
  const isFinished = (id: string) => finished.includes(id);
  draft.status = 'running';
  draft.failure = null;
  draft.steps = draft.steps.map((step) => (isFinished(step.id) ? step : waiting(step)));
  draft.texts = without(draft.texts, isFinished);
  draft.factIds = without(draft.factIds, isFinished);
}

function apply(draft: Draft, event: RunEvent): void {
  switch (event.type) {
    case 'run-queued':
      draft.status = 'pending';
      break;
    case 'run-started':
      draft.status = 'running';
      draft.steps = event.steps;
      break;
    case 'run-resumed':
      resume(draft, event.finishedSteps);
      break;
    case 'run-snapshot-frozen':
      draft.frozen = { facts: event.facts, gaps: event.gaps, asOf: event.asOf };
      break;
    case 'run-step-started':
      putStep(draft, event.step);
      break;
    case 'run-step-text':
      addText(draft, event.stepId, event.attempt, event.text);
      break;
    case 'run-step-finished':
      putStep(draft, event.step);
      if (event.text !== '') {
        draft.texts = {
          ...draft.texts,
          [event.step.id]: { attempt: draft.texts[event.step.id]?.attempt ?? 1, text: event.text },
        };
      }
      draft.factIds = { ...draft.factIds, [event.step.id]: event.factIds };
      draft.readings = {
        ...draft.readings,
        ...Object.fromEntries(event.readings.map((fact) => [fact.id, fact])),
      };
      break;
    case 'run-succeeded':
      draft.status = 'succeeded';
      break;
    case 'run-failed':
      draft.status = 'failed';
      draft.failure = event.failure;
      break;
    case 'run-cancelled':
      draft.status = 'cancelled';
      break;
  }
}

/** The state after some more events, in log order; an offset already seen changes nothing. */
export function hear(state: LiveRun, events: readonly LoggedRunEvent[]): LiveRun {
  const seen = new Set(state.seen);
  const draft: Draft = { ...state, seen };
  for (const { offset, event } of events) {
    if (seen.has(offset)) continue;
    seen.add(offset);
    draft.lastOffset = offset;
    apply(draft, event);
  }
  return draft;
}
