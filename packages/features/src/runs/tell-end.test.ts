import type { RunStatus } from '@sagacity/contracts/runs';
import type { Store } from '@sagacity/platform/store/port';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { createRun } from './create-run.ts';
import { runEntity } from './documents.ts';
import { endRun } from './end-run.ts';
import { executeRun } from './execute-run.ts';
import { getRun } from './get-run.ts';
import { openRunsFixture, step } from './runs.fixture.ts';

type Fixture = Awaited<ReturnType<typeof openRunsFixture>>;
let fixture: Fixture;
let id: string;
beforeEach(async () => {
  fixture = await openRunsFixture(() => Promise.reject(new Error('not executed here')));
  onTestFinished(fixture.close);
  ({ id } = await createRun(fixture.as('ann'), { instrument: 'DEMO:NEBULA' }));
});

it('is made up for by whoever gets the job of a run whose worker died before it said the end', async () => {
  const { services, as, eventsOf } = fixture;
  await services.store.collection(runEntity).updateOne(
    { _id: id },
    {
      $set: {
        status: 'failed',
        failure: { code: 'UPSTREAM_FAILED', message: 'no answer' },
        steps: [{ ...step('market'), state: 'running' }],
      },
    },
  );
  const again = () => executeRun(services, id, new AbortController().signal);
  await again();
  await again();
  expect(await eventsOf(id)).toEqual(['run-queued', 'run-failed']);
  expect((await getRun(as('ann'), { id })).steps[0]).toMatchObject({ state: 'failed', reason: 'no answer' });
});

it('paints no step with the failure of another: those it stopped say so', async () => {
  const { services, as } = fixture;
  await services.store.collection(runEntity).updateOne(
    { _id: id },
    {
      $set: {
        status: 'failed',
        failure: { code: 'UPSTREAM_FAILED', message: 'no answer' },
        steps: [
          { ...step('market'), state: 'running', startedAt: '2026-01-05T00:00:00.000Z' },
          { ...step('news'), state: 'failed', reason: 'no answer' },
          { ...step('sentiment'), state: 'done' },
          step('fundamentals'),
        ],
      },
    },
  );
  await executeRun(services, id, new AbortController().signal);
  expect((await getRun(as('ann'), { id })).steps.map(({ state, reason }) => [state, reason])).toEqual([
    ['skipped', 'stopped, as another step failed'],
    ['failed', 'no answer'],
    ['done', null],
    ['waiting', null],
  ]);
});

it('is followed by forgetting what a success needs no more, also when its worker died before that', async () => {
  const { services, eventsOf } = fixture;
  const forgotten = vi.fn(async () => {});
  const watched = { ...services, research: { ...services.research, forgetProgress: forgotten } };
  const runs = services.store.collection(runEntity);
  const again = async (status: RunStatus) => {
    await runs.updateOne({ _id: id }, { $set: { status } });
    await executeRun(watched, id, new AbortController().signal);
  };
  await again('failed');
  expect(forgotten).not.toHaveBeenCalled();
  await again('succeeded');
  expect(forgotten).toHaveBeenCalledWith(id);
  expect(await eventsOf(id)).toHaveLength(2);
});

it('is said once when the answer to its writing was lost', async () => {
  const { services, eventsOf } = fixture;
  const collection: Store['collection'] = (entity) => {
    const found = services.store.collection(entity);
    const findOneAndUpdate: typeof found.findOneAndUpdate = async (...args) => {
      await found.findOneAndUpdate(...args);
      return found.findOneAndUpdate(...args); // sent again: nothing matches any more
    };
    return { ...found, findOneAndUpdate };
  };
  const lossy = { ...services, store: { ...services.store, collection } };
  await endRun(lossy, id, { status: 'cancelled' });
  await endRun(services, id, { status: 'cancelled' });
  expect(await eventsOf(id)).toEqual(['run-queued', 'run-cancelled']);
});
