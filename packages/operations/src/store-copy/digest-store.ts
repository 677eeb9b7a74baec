import { createHash } from 'node:crypto';
import type { BarStore } from '@sagacity/platform/bars/port';
import type { Entity, Store, Stored } from '@sagacity/platform/store/port';
import { digestInstrument } from './digest-instrument.ts';
import { walkDocuments } from './walk-documents.ts';

export interface Digest {
  readonly count: number;
  /** Hex SHA-256 of the content in the order of ids. */
  readonly hash: string;
}

/** Count and content of a collection; documents whose time ends before `expiringBefore` are left out, since an engine may remove them at any moment. */
export async function digestDocuments(
  store: Store,
  entity: Entity<Stored>,
  expiringBefore: Date,
): Promise<Digest> {
  const hash = createHash('sha256');
  let count = 0;
  for await (const batch of walkDocuments(store, entity))
    for (const { document, json } of batch) {
      if (expires(entity, document, expiringBefore)) continue;
      hash.update(json).update('\n');
      count++;
    }
  return { count, hash: hash.digest('hex') };
}

function expires(entity: Entity<Stored>, document: Stored, before: Date): boolean {
  return entity.indexes.some(({ keys, expireAfterSeconds }) => {
    if (expireAfterSeconds === undefined) return false;
    const at = (document as Stored & Record<string, unknown>)[Object.keys(keys)[0] ?? ''];
    return at instanceof Date && at.getTime() + expireAfterSeconds * 1_000 < before.getTime();
  });
}

/** Bars, valuations and adjustments of all instruments as one; `count` is of bars. */
export async function digestBars(
  store: BarStore,
): Promise<Digest & { valuations: number; adjustments: number }> {
  const hash = createHash('sha256');
  const counts = { count: 0, valuations: 0, adjustments: 0 };
  for (const coverage of await store.coverage()) {
    const digest = await digestInstrument(store, coverage);
    hash.update(digest.hash);
    counts.count += digest.bars;
    counts.valuations += digest.valuations;
    counts.adjustments += digest.adjustments;
  }
  return { ...counts, hash: hash.digest('hex') };
}
