import { AppError } from '@sagacity/kernel';
import { expect, it, onTestFinished, vi } from 'vitest';
import { cancelRun } from './cancel-run.ts';
import { createRun } from './create-run.ts';
import { getRun } from './get-run.ts';
import { reconcileRuns } from './reconcile-runs.ts';
import { openRunsFixture, reportOf } from './runs.fixture.ts';
import { workRuns } from './work-runs.ts';

const gone = async (): Promise<never> => {
  throw new AppError('STORE_UNAVAILABLE', 'job queue: Redis does not answer');
};

it('accepts a run while the queue is away, and executes it once when the queue is back', async () => {
  let executions = 0;
  const { services, as, close } = await openRunsFixture(async ({ runId, instrument, config }) => {
    executions++;
    return reportOf(runId, instrument, config.asOf);
  });
  onTestFinished(close);
  const away = { ...services.queue, enqueue: gone, find: gone };
  const run = await createRun({ ...as('ann'), queue: away }, { instrument: 'DEMO:NEBULA' });
  expect(run.status).toBe('pending');
  await expect(reconcileRuns({ ...services, queue: away })).rejects.toMatchObject({
    code: 'STORE_UNAVAILABLE',
  });
  expect(await reconcileRuns(services)).toBe(1);
  expect(await reconcileRuns(services)).toBe(0);
  const worker = workRuns(services, { concurrency: 2 });
  await vi.waitFor(async () => expect((await getRun(as('ann'), run)).status).toBe('succeeded'), 5_000);
  await worker.close(1_000);
  expect(executions).toBe(1);
});

it('ends a waiting run whose cancellation the queue was away for', async () => {
  const { services, as, close } = await openRunsFixture(async () => {
    throw new Error('never executed');
  });
  onTestFinished(close);
  const run = await createRun(as('ann'), { instrument: 'DEMO:NEBULA' });
  const away = { ...services.queue, cancel: gone };
  const refused = cancelRun({ ...as('ann'), queue: away }, run);
  await expect(refused).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  expect(await reconcileRuns(services)).toBe(1);
  expect((await getRun(as('ann'), run)).status).toBe('cancelled');
});
