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
 * Makes the target's collection equal to the source's: inserts what is missing, replaces what differs, removes what the source does not
 * have. What is equal already costs a read, so a copy that was stopped goes on where it was. Returns the documents written.
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
    const held = isEmpty ? [] : await into.find({ _id: { $in: ids } });
    const heldJson = new Map(held.map((document) => [document._id, canonicalJson(document)]));
    const changed = batch.filter(({ document, json }) => heldJson.get(document._id) !== json);
    const stale = changed.filter(({ document }) => heldJson.has(document._id));
    if (stale.length > 0) await into.deleteMany({ _id: { $in: stale.map(({ document }) => document._id) } });
    if (changed.length > 0) await into.insertMany(changed.map(({ document }) => document));
    written += changed.length;
    done += batch.length;
    onProgress(done);
  }
  return written;
}

/** First, so that a unique field given up in the source is free in the target. */
async function removeOthers({ source, target, entity }: CopyDocumentsOptions): Promise<void> {
  const from = rawCollection(source, entity);
  for await (const batch of walkDocuments(target, entity)) {
    const ids = batch.map(({ document }) => document._id);
    const known = new Set((await from.find({ _id: { $in: ids } })).map(({ _id }) => _id));
    const others = ids.filter((id) => !known.has(id));
    if (others.length > 0) await rawCollection(target, entity).deleteMany({ _id: { $in: others } });
  }
}
