import type { Entity, Store, Stored } from '@sagacity/platform/store/port';
import { canonicalJson } from './canonical-json.ts';
import { rawCollection, walkDocuments } from './walk-documents.ts';

export interface CopyDocumentsOptions {
  readonly source: Store;
  readonly target: Store;
  readonly entity: Entity<Stored>;
  /** Documents seen so far, written or found equal. */
  readonly onProgress: (done: number) => void;
}

/**
 * Makes the target's collection equal to the source's: removes what the source does not have like this, then inserts what is missing.
 * What is equal already costs a read, so a copy that was stopped goes on where it was. Returns the documents written.
 */
export async function copyDocuments(options: CopyDocumentsOptions): Promise<number> {
  const { source, target, entity, onProgress } = options;
  const into = rawCollection(target, entity);
  const isEmpty = (await into.findOne({})) === null;
  if (!isEmpty) await removeOthers(options);
  let done = 0;
  let written = 0;
  for await (const batch of walkDocuments(source, entity)) {
    const ids = batch.map(({ document }) => document._id);
    const held = new Set(isEmpty ? [] : (await into.find({ _id: { $in: ids } })).map(({ _id }) => _id));
    const missing = batch.filter(({ document }) => !held.has(document._id));
    if (missing.length > 0) await into.insertMany(missing.map(({ document }) => document));
    written += missing.length;
    done += batch.length;
    onProgress(done);
  }
  return written;
}

/** All of them first, so that a unique field given up or handed on in the source is free in the target. */
async function removeOthers({ source, target, entity }: CopyDocumentsOptions): Promise<void> {
  const from = rawCollection(source, entity);
  for await (const batch of walkDocuments(target, entity)) {
    const known = await from.find({ _id: { $in: batch.map(({ document }) => document._id) } });
    const knownJson = new Map(known.map((document) => [document._id, canonicalJson(document)]));
    const others = batch.filter(({ document, json }) => knownJson.get(document._id) !== json);
    if (others.length > 0)
      await rawCollection(target, entity).deleteMany({
        _id: { $in: others.map(({ document }) => document._id) },
      });
  }
}
