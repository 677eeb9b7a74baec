import type { Clock } from '@sagacity/kernel';
import type { Entity, Stored } from '@sagacity/platform/store/port';
import { type Digest, digestBars, digestDocuments } from './digest-store.ts';
import type { End } from './open-end.ts';

export interface Compared {
  readonly name: string;
  readonly source: Digest;
  readonly target: Digest;
  readonly equal: boolean;
}

export interface CompareOptions {
  readonly source: End;
  readonly target: End;
  readonly entities: readonly Entity<Stored>[];
  readonly clock: Clock;
  readonly onProgress: (name: string) => void;
}

/** Longer than reading one expiring collection takes, so that both sides are asked about the same documents. */
const expiryMarginMs = 120_000;

/**
 * Reads both stores in full and compares count and content hash of every collection and of the bars, twice: what is equal both times was
 * equal in all collections at the moment between.
 */
export async function compareEnds(options: CompareOptions): Promise<Compared[]> {
  const compared = await compareOnce(options);
  return namesOfUnequal(compared).length > 0 ? compared : compareOnce(options);
}

async function compareOnce(options: CompareOptions): Promise<Compared[]> {
  const { source, target, entities, clock, onProgress } = options;
  const compared: Compared[] = [];
  const add = async (name: string, digest: (end: End) => Promise<Digest>) => {
    onProgress(name);
    const [a, b] = await Promise.all([digest(source), digest(target)]);
    compared.push({ name, source: a, target: b, equal: a.hash === b.hash && a.count === b.count });
  };
  for (const entity of entities) {
    const expiringBefore = new Date(clock.now() + expiryMarginMs);
    await add(entity.name, ({ store }) => digestDocuments(store, entity, expiringBefore));
  }
  await add('bars', ({ bars }) => digestBars(bars));
  return compared;
}

export const namesOfUnequal = (compared: readonly Compared[]): string[] =>
  compared.filter(({ equal }) => !equal).map(({ name }) => name);
