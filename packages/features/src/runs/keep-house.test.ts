import type { Clock } from '@sagacity/kernel';
import { clockAt } from '@sagacity/testkit/clock-at';
import { expect, it, onTestFinished } from 'vitest';
import { createRun } from './create-run.ts';
import { getRun } from './get-run.ts';
import { keepHouse } from './keep-house.ts';
import { openRunsFixture, reportOf } from './runs.fixture.ts';

it('ends a run whose job was cancelled behind its back', async () => {
  const clock: Clock = { ...clockAt('2026-01-05T00:00:00Z'), sleep: () => new Promise(() => {}) };
  const { services, as, eventsOf, close } = await openRunsFixture(
    async ({ runId, instrument, config }) => reportOf(runId, instrument, config.asOf),
    clock,
  );
  onTestFinished(close);
  const run = await createRun(as('ann'), { instrument: 'DEMO:NEBULA' });
  await services.queue.cancel('runs', `${run.id}.1`);
  expect(await eventsOf(run.id)).toEqual(['run-queued']);

  const { signal } = new AbortController();
  await keepHouse(services).round({ signal, fencingToken: 1 });
  expect((await getRun(as('ann'), run)).status).toBe('cancelled');
  expect(await eventsOf(run.id)).toEqual(['run-queued', 'run-cancelled']);
});
