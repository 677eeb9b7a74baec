import type { Filter, IndexSpec, Order, Store } from '@sagacity/platform/store/port';
import { totalSort } from '@sagacity/platform/store/query/page-cursor';
import { expect, it, onTestFinished } from 'vitest';
import { runEntity } from './documents.ts';
import { type ListRuns, listRuns } from './list-runs.ts';
import { openRunsFixture } from './runs.fixture.ts';

/** Whether an engine that walks the index meets the documents in this order: after fields the filter fixes come those of the sort, all of them. */
const yields = ({ keys }: IndexSpec, filter: Filter, sort: Order): boolean => {
  const fields = Object.entries(keys);
  const open = fields.findIndex(([field]) => !(field in filter));
  return JSON.stringify(fields.slice(open)) === JSON.stringify(Object.entries(totalSort(sort)));
};

it.each<['researcher' | 'operator', Partial<ListRuns>]>([
  ['researcher', {}],
  ['researcher', { status: 'running' }],
  ['researcher', { instrument: 'DEMO:NEBULA' }],
  ['operator', {}],
  ['operator', { status: 'running' }],
  ['operator', { instrument: 'DEMO:NEBULA' }],
])('reads a page for a %s from an index in its order: %j', async (role, filters) => {
  const { services, as, close } = await openRunsFixture(() => Promise.reject(new Error('not executed here')));
  onTestFinished(close);
  const asked: boolean[] = [];
  const collection: Store['collection'] = (entity) => {
    const found = services.store.collection(entity);
    const page: typeof found.page = (filter, options) => {
      asked.push(runEntity.indexes.some((index) => yields(index, filter, options.sort as Order)));
      return found.page(filter, options);
    };
    return { ...found, page };
  };
  const ctx = { ...as('ann', role), store: { ...services.store, collection } };
  await listRuns(ctx, { limit: 20, ...filters });
  expect(asked).toEqual([true]);
});
