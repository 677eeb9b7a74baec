import type { Store } from '@sagacity/platform/store/port';
import { expect, it, onTestFinished } from 'vitest';
import { runEntity } from './documents.ts';
import { listRuns } from './list-runs.ts';
import { openRunsFixture } from './runs.fixture.ts';

async function openWithRuns() {
  const { services, as, close } = await openRunsFixture(() => Promise.reject(new Error('not executed here')));
  onTestFinished(close);
  const runs = services.store.collection(runEntity);
  const put = async (ownerId: string, id: string, name: { zh: string; en: string } | null, at: number) => {
    const [market = 'CN', code = ''] = id.split(':');
    await runs.insertOne({
      _id: `run_${at}`,
      ownerId,
      ownerName: ownerId,
      instrument: {
        id,
        market: market as 'CN',
        code,
        exchange: 'SSE',
        currency: 'CNY',
        name,
        simulated: false,
      },
      config: {
        asOf: '2026-01-05',
        depth: 1,
        analysts: ['market'],
        engine: 'rules',
        language: 'en',
        horizon: 'medium',
        fallbackModels: [],
        budget: { maxCost: 1, maxTokens: 1, callTimeoutMs: 1, runTimeoutMs: 1 },
      },
      status: 'cancelled',
      steps: [],
      usage: { calls: 0, inputTokens: 0, outputTokens: 0, cost: 0 },
      createdAt: new Date(Date.UTC(2026, 0, 6, 0, 0, at)).toISOString(),
      startedAt: null,
      finishedAt: null,
      failure: null,
      decision: null,
      queue: 'runs',
      attempt: 1,
      cancelRequested: false,
    });
  };
  const moutai = { zh: '贵州茅台', en: 'Kweichow Moutai' };
  await put('ann', 'CN:600519', moutai, 1);
  await put('ann', 'CN:600519', moutai, 2);
  await put('ann', 'US:AAPL', null, 3);
  await put('bob', 'CN:600519', moutai, 4);
  await put('bob', 'CN:600030', { zh: '中信证券', en: 'CITIC Securities' }, 5);
  const reads: number[] = [0];
  const collection: Store['collection'] = (entity) => {
    const found = services.store.collection(entity);
    const findOne: typeof found.findOne = (filter, options) => {
      reads[0] = (reads[0] ?? 0) + 1;
      return found.findOne(filter, options);
    };
    return { ...found, findOne };
  };
  const list = async (name: string, instrument: string, role: 'researcher' | 'operator' = 'researcher') => {
    reads[0] = 0;
    const ctx = { ...as(name, role), store: { ...services.store, collection } };
    const { items } = await listRuns(ctx, { limit: 20, instrument });
    return items.map(({ id }) => id);
  };
  return { list, reads };
}

it.each([
  ['600519', ['run_2', 'run_1']],
  ['cn:600519', ['run_2', 'run_1']],
  ['茅台', ['run_2', 'run_1']],
  ['ＭＯＵＴＡＩ', ['run_2', 'run_1']],
  ['aapl', ['run_3']],
  ['中信', []],
  ['nobody', []],
])('finds the own runs of what %s names, newest first', async (text, ids) => {
  const { list } = await openWithRuns();
  expect(await list('ann', text)).toEqual(ids);
});

it('finds the runs of several instruments and of everybody for an operator', async () => {
  const { list } = await openWithRuns();
  expect(await list('eve', '600', 'operator')).toEqual(['run_5', 'run_4', 'run_2', 'run_1']);
});

it('reads one run of each instrument, however many there are, and none for an id', async () => {
  const { list, reads } = await openWithRuns();
  await list('ann', 'moutai');
  expect(reads).toEqual([3]);
  await list('ann', 'US:AAPL');
  expect(reads).toEqual([0]);
});
