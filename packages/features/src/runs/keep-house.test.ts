import type { Clock } from '@sagacity/kernel';
import { silentLog } from '@sagacity/platform/log/index';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createRun } from './create-run.ts';
import { getRun } from './get-run.ts';
import { keepHouse } from './keep-house.ts';
import { openRunsFixture, reportOf } from './runs.fixture.ts';

it('ends a run whose job was cancelled behind its back and drops events older than a month', async () => {
  let nowMs = Date.UTC(2026, 0, 5);
  const clock: Clock = {
    now: () => nowMs,
    sleep: (_ms, signal) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
  };
  const { services, as, eventsOf, close } = await openRunsFixture(
    async ({ runId, instrument, config }) => reportOf(runId, instrument, config.asOf),
    clock,
  );
  onTestFinished(close);
  const run = await createRun(as('ann'), { instrument: 'DEMO:NEBULA' });
  await services.queue.cancel('runs', `${run.id}.1`);
  expect(await eventsOf(run.id)).toEqual(['run-queued']);

  nowMs += 31 * 86_400_000;
  const house = keepHouse(services, silentLog);
  await vi.waitFor(async () => expect((await getRun(as('ann'), run)).status).toBe('cancelled'));
  await vi.waitFor(async () => expect(await eventsOf(run.id)).not.toContain('run-queued'));
  await house.stop();
});
