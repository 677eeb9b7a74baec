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
 * Compares count and content hash of the bars and of every collection, reading both stores in full, and the collections twice: what is
 * equal both times was equal in all of them at the moment between. Bars are many; of them the coverage must be the same at the end.
 */
export async function compareEnds(options: CompareOptions): Promise<Compared[]> {
  const coverage = async () => JSON.stringify(await options.source.bars.coverage());
  const covered = await coverage();
  const bars = await compare(options, 'bars', (end) => digestBars(end.bars));
  const first = await compareDocuments(options);
  const documents = namesOfUnequal(first).length > 0 ? first : await compareDocuments(options);
  return [...documents, { ...bars, equal: bars.equal && (await coverage()) === covered }];
}

async function compareDocuments(options: CompareOptions): Promise<Compared[]> {
  const compared: Compared[] = [];
  for (const entity of options.entities) {
    const expiringBefore = new Date(options.clock.now() + expiryMarginMs);
    compared.push(
      await compare(options, entity.name, ({ store }) => digestDocuments(store, entity, expiringBefore)),
    );
  }
  return compared;
}

async function compare(
  { source, target, onProgress }: CompareOptions,
  name: string,
  digest: (end: End) => Promise<Digest>,
): Promise<Compared> {
  onProgress(name);
  const [a, b] = await Promise.all([digest(source), digest(target)]);
  return { name, source: a, target: b, equal: a.hash === b.hash && a.count === b.count };
}

export const namesOfUnequal = (compared: readonly Compared[]): string[] =>
  compared.filter(({ equal }) => !equal).map(({ name }) => name);
