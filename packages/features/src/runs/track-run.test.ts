import type { RunStep } from '@sagacity/contracts/runs';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { RunServices } from './context.ts';
import { createRun } from './create-run.ts';
import { runEntity } from './documents.ts';
import { getRun } from './get-run.ts';
import { openRunsFixture, reportOf, step } from './runs.fixture.ts';
import { trackRun } from './track-run.ts';

const takeUp = (services: RunServices, runId: string, execution: string) =>
  services.store.collection(runEntity).updateOne({ _id: runId }, { $set: { execution } });

async function track(services: RunServices, runId: string, steps: readonly RunStep[], onTaken = () => {}) {
  await takeUp(services, runId, 'ours');
  return trackRun(services, { runId, execution: 'ours', steps, onTaken });
}

it('adds up what the finished steps took, whatever order they end in', async () => {
  const { services, as, close } = await openRunsFixture(async ({ runId, instrument, config }) =>
    reportOf(runId, instrument, config.asOf),
  );
  onTestFinished(close);
  const run = await createRun(as('ann'), { instrument: 'DEMO:NEBULA' });
  const { emit, flush } = await track(services, run.id, [step('market'), step('news')]);
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
  const { emit, flush } = await track(services, run.id, left);
  await emit({ type: 'run-resumed', runId: run.id, finishedSteps: ['market'] });
  await flush();
  const now = await getRun(as('ann'), run);
  expect(now.steps.map(({ state }) => state)).toEqual(['done', 'waiting']);
});

it('saves nothing of a run that another has taken up, and says so', async () => {
  const { services, as, close } = await openRunsFixture(async ({ runId, instrument, config }) =>
    reportOf(runId, instrument, config.asOf),
  );
  onTestFinished(close);
  const run = await createRun(as('ann'), { instrument: 'DEMO:NEBULA' });
  const onTaken = vi.fn();
  const { emit, flush } = await track(services, run.id, [step('market')], onTaken);
  await takeUp(services, run.id, 'theirs');
  await emit({ type: 'run-step-started', runId: run.id, step: { ...step('market'), state: 'running' } });
  await expect(flush()).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(onTaken).toHaveBeenCalled();
  expect((await getRun(as('ann'), run)).steps[0]?.state).toBe('waiting');
});
