import { AppError } from '@sagacity/kernel';
import type { Store } from '@sagacity/platform/store/port';
import { expect, it, onTestFinished } from 'vitest';
import { createRun } from './create-run.ts';
import { getRun } from './get-run.ts';
import { openRunsFixture, reportOf } from './runs.fixture.ts';

it('accepts a run whose transaction was made though its answer was lost and it was begun again', async () => {
  const { services, as, eventsOf, close } = await openRunsFixture(async ({ runId, instrument, config }) =>
    reportOf(runId, instrument, config.asOf),
  );
  onTestFinished(close);
  const transaction: Store['transaction'] = async (work) => {
    await services.store.transaction(work);
    throw new AppError('DUPLICATE_KEY', 'store runs: another document has this _id', { fields: ['_id'] });
  };
  const ctx = as('ann');
  const run = await createRun(
    { ...ctx, store: { ...services.store, transaction } },
    { instrument: 'DEMO:NEBULA' },
  );
  expect((await getRun(ctx, run)).status).toBe('pending');
  expect(await eventsOf(run.id)).toEqual(['run-queued']);
});
