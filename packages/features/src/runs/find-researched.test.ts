import type { Store } from '@sagacity/platform/store/port';
import { expect, it } from 'vitest';
import { findResearched } from './find-researched.ts';

/** A store of runs of these instruments, which answers what comes next in the index. */
function runsOf(ids: readonly string[]): Pick<Store, 'collection'> {
  const sorted = [...ids].sort();
  const findOne = async ({ 'instrument.id': range }: { 'instrument.id': Record<string, string> }) => {
    const id = sorted.find((one) => (one > range.$gt! || one >= range.$gte!) && one < range.$lt!);
    return id === undefined ? null : { instrument: { id, name: { en: `Company ${id}`, zh: id } } };
  };
  return { collection: () => ({ findOne }) } as unknown as Pick<Store, 'collection'>; // nothing else is asked for
}
const many = Array.from({ length: 1_100 }, (_, at) => `US:Q${String(at).padStart(4, '0')}`);

it('finds by any part of code or name among what can be looked through', async () => {
  const store = runsOf(['DEMO:NEBULA', 'CN:600519', 'US:AAPL']);
  expect(await findResearched(store, {}, 'ebul')).toEqual(['DEMO:NEBULA']);
  expect(await findResearched(store, {}, 'company us')).toEqual(['US:AAPL']);
});

it('still finds by the beginning of a code among more than that', async () => {
  const store = runsOf([...many, 'DEMO:NEBULA', 'CN:600519']);
  expect(await findResearched(store, {}, 'neb')).toEqual(['DEMO:NEBULA']);
  expect(await findResearched(store, {}, '600519')).toEqual(['CN:600519']);
  await expect(findResearched(store, {}, 'ebul')).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
});
