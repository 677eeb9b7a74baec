import { defineEntity } from '@sagacity/platform/store/port';
import { expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { createRun } from './create-run.ts';
import { deleteRun } from './delete-run.ts';
import { type RunDocument, runEntity } from './documents.ts';
import { getRun } from './get-run.ts';
import { listRuns } from './list-runs.ts';
import { openRunsFixture } from './runs.fixture.ts';

/** The same collection, as a version without sizes wrote it. */
const unsized = defineEntity<RunDocument>({ ...runEntity, schema: z.any() });
const key = 'one-key-of-ann-1';

it('leaves a run that is too large out of the list, says why in the log, and lets it be deleted', async () => {
  const { services, as, close } = await openRunsFixture(() => Promise.reject(new Error('not executed here')));
  onTestFinished(close);
  const ann = as('ann');
  const kept = await createRun(ann, { instrument: 'DEMO:NEBULA', key });
  const stored = await services.store.collection(runEntity).findOne({ _id: kept.id });
  const fallbackModels = Array<string>(100_000).fill('a/model');
  const large = { ...(stored as RunDocument), _id: 'run_large', status: 'failed' as const };
  await services.store
    .collection(unsized)
    .insertOne({ ...large, config: { ...large.config, fallbackModels } });

  const warning = vi.fn();
  const ctx = { ...ann, log: { ...ann.log, warning } };
  const { items } = await listRuns(ctx, { limit: 20 });
  expect(items.map(({ id }) => id)).toEqual([kept.id]);
  expect(warning.mock.calls).toEqual([
    [{ runId: 'run_large', faults: ['config.fallbackModels: too_big'] }, expect.stringContaining('left out')],
  ]);
  await expect(getRun(ctx, { id: 'run_large' })).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await deleteRun(ctx, { id: 'run_large' })).toEqual({ ok: true });
});

it('takes no more fallback models than a run can use', async () => {
  const { as, close } = await openRunsFixture(() => Promise.reject(new Error('not executed here')));
  onTestFinished(close);
  const config = { fallbackModels: Array<string>(11).fill('a/model') };
  await expect(createRun(as('ann'), { instrument: 'DEMO:NEBULA', config })).rejects.toMatchObject({
    code: 'VALIDATION_FAILED',
    details: { issues: [{ path: 'config.fallbackModels' }] },
  });
});
