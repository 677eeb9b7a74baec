import type { RunEvent } from '@sagacity/contracts/events';
import type { Clock } from '@sagacity/kernel';
import { clockAt } from '@sagacity/testkit/clock-at';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import type { RunServices } from './context.ts';
import { createRun } from './create-run.ts';
import { dropOldEvents } from './drop-old-events.ts';
import { endRun } from './end-run.ts';
import { nothing, openRunsFixture, step } from './runs.fixture.ts';

const hour = 3_600_000;
const day = 24 * hour;
let nowMs: number;
let services: RunServices;
let eventsOf: (runId: string) => Promise<RunEvent['type'][]>;
let runId: string;

beforeEach(async () => {
  nowMs = Date.UTC(2026, 0, 5);
  const clock: Clock = { ...clockAt(() => nowMs), sleep: () => new Promise(() => {}) };
  const fixture = await openRunsFixture(() => Promise.reject(new Error('not executed here')), clock);
  onTestFinished(fixture.close);
  ({ services, eventsOf } = fixture);
  ({ id: runId } = await createRun(fixture.as('ann'), { instrument: 'DEMO:NEBULA' }));
});

const emit = (...events: RunEvent[]) =>
  Promise.all(events.map((event) => services.events.append(`run:${runId}`, event)));
const piece = (stepId: string, text: string): RunEvent => ({
  type: 'run-step-text',
  runId,
  stepId,
  attempt: 1,
  text,
});
const finished = (id: string, text: string): RunEvent => ({
  type: 'run-step-finished',
  runId,
  step: { ...step(id), state: 'done' },
  text,
  factIds: [],
  readings: [],
  usage: nothing,
});
const round = (schedule: ReturnType<typeof dropOldEvents>, signal = new AbortController().signal) =>
  schedule.round({ signal, fencingToken: 1 });
const texts = async () =>
  (await services.events.read<RunEvent>(`run:${runId}`, null, 100)).flatMap(({ event }) =>
    event.type === 'run-step-text' ? [event.text] : [],
  );

it('drops, an hour after the end, the pieces of text that a finished step says again', async () => {
  await emit(piece('market', 'Up'), piece('news', 'Calm'), piece('market', ' 2 %'));
  await emit(finished('market', 'Up 2 %'), piece('news', ' and'), piece('market', 'begun anew'));
  await endRun(services, runId, { status: 'cancelled' });
  const schedule = dropOldEvents(services);
  nowMs += hour - 1_000;
  await round(schedule);
  expect(await texts()).toHaveLength(5);
  nowMs += hour;
  await round(schedule, AbortSignal.abort());
  expect(await texts()).toHaveLength(5);
  await round(schedule);
  expect(await texts()).toEqual(['Calm', ' and', 'begun anew']);
  expect(await eventsOf(runId)).toEqual(
    expect.arrayContaining(['run-queued', 'run-step-finished', 'run-cancelled']),
  );
});

it('keeps the text of a run that has not ended, and of a step that says nothing when it finishes', async () => {
  await emit(piece('market', 'Up'), finished('market', ''));
  nowMs += 2 * hour;
  await round(dropOldEvents(services));
  await endRun(services, runId, { status: 'cancelled' });
  nowMs += 2 * hour;
  await round(dropOldEvents(services));
  expect(await texts()).toEqual(['Up']);
});

it('drops events older than a month', async () => {
  nowMs += 29 * day;
  await round(dropOldEvents(services));
  expect(await eventsOf(runId)).toEqual(['run-queued']);
  nowMs += 2 * day;
  await round(dropOldEvents(services));
  expect(await eventsOf(runId)).toEqual([]);
});
