import {
  type AnyDocument,
  defineEntity,
  type Entity,
  type Page,
  type Store,
  type Stored,
} from '@sagacity/platform/store/port';
import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';

export interface WalkedDocument {
  readonly document: Stored;
  readonly json: string;
}

/** About what one batch holds in memory, in characters of JSON; a single document may be larger. */
const batchSize = 2_000_000;
const mostDocuments = 500;

const anyDocument = z.looseObject({ _id: z.string() });

/** The collection with its documents as they are: fields that today's schema does not know are kept. */
export const rawCollection = (store: Store, { name, indexes }: Pick<Entity, 'name' | 'indexes'>) =>
  store.collection(defineEntity<AnyDocument>({ name, indexes, schema: anyDocument }));

/** All documents in the order of their ids, in batches of bounded size. */
export async function* walkDocuments(
  store: Store,
  entity: Entity<Stored>,
): AsyncGenerator<readonly WalkedDocument[]> {
  const collection = rawCollection(store, entity);
  let limit = 20;
  let after: string | null = null;
  do {
    const page: Page<AnyDocument> = await collection.page({}, { sort: { _id: 1 }, limit, after });
    const batch = page.items.map((document) => ({ document, json: canonicalJson(document) }));
    const size = batch.reduce((sum, { json }) => sum + json.length, 0);
    if (batch.length > 0) yield batch;
    limit = Math.min(
      mostDocuments,
      limit * 2,
      Math.ceil((batchSize * batch.length) / Math.max(size, 1)) || 1,
    );
    after = page.next;
  } while (after !== null);
}
