import { expect, it, onTestFinished } from 'vitest';
import { createRun } from './create-run.ts';
import { getRun } from './get-run.ts';
import { openRunsFixture, reportOf, step } from './runs.fixture.ts';
import { trackRun } from './track-run.ts';

it('adds up what the finished steps took, whatever order they end in', async () => {
  const { services, as, close } = await openRunsFixture(async ({ runId, instrument, config }) =>
    reportOf(runId, instrument, config.asOf),
  );
  onTestFinished(close);
  const run = await createRun(as('ann'), { instrument: 'DEMO:NEBULA' });
  const { emit, flush } = trackRun(services, run.id, [step('market'), step('news')]);
  const paid = { calls: 1, inputTokens: 10, outputTokens: 5, cost: 0.25 };
  const finished = (id: string) =>
    emit({
      type: 'run-step-finished',
      runId: run.id,
      step: { ...step(id), state: 'done', usage: paid },
      text: '',
      factIds: [],
      readings: [],
      usage: paid,
    });
  await Promise.all([finished('news'), finished('market')]);
  await flush();
  const now = await getRun(as('ann'), run);
  expect(now.usage).toEqual({ calls: 2, inputTokens: 20, outputTokens: 10, cost: 0.5 });
  expect(now.steps.map(({ state }) => state)).toEqual(['done', 'done']);
});

it('knows after a restart which steps had finished without being said to', async () => {
  const { services, as, close } = await openRunsFixture(async ({ runId, instrument, config }) =>
    reportOf(runId, instrument, config.asOf),
  );
  onTestFinished(close);
  const run = await createRun(as('ann'), { instrument: 'DEMO:NEBULA' });
  const left = [step('market'), step('news')].map((each) => ({ ...each, state: 'running' as const }));
  const { emit, flush } = trackRun(services, run.id, left);
  await emit({ type: 'run-resumed', runId: run.id, finishedSteps: ['market'] });
  await flush();
  const now = await getRun(as('ann'), run);
  expect(now.steps.map(({ state }) => state)).toEqual(['done', 'waiting']);
});
