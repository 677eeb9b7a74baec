import type { BarStore } from '@sagacity/platform/bars/port';
import type { Entity, Store, Stored } from '@sagacity/platform/store/port';
import { rawCollection } from './walk-documents.ts';

export interface Holding {
  readonly name: string;
  readonly count: number;
}

/** What a store holds: documents of each collection, then bars; without a bar store those are counted as MongoDB keeps them. */
export async function listHoldings(
  { store, bars }: { readonly store: Store; readonly bars: BarStore | null },
  entities: readonly Entity<Stored>[],
): Promise<Holding[]> {
  const count = (name: string) => rawCollection(store, { name, indexes: [] }).count({});
  const holdings: Holding[] = [];
  for (const { name } of entities) holdings.push({ name, count: await count(name) });
  const barCount = bars
    ? (await bars.coverage()).reduce((sum, { rows }) => sum + rows, 0)
    : await count('bars');
  return [...holdings, { name: 'bars', count: barCount }];
}

export const isEmpty = (holdings: readonly Holding[]): boolean => holdings.every(({ count }) => count === 0);
