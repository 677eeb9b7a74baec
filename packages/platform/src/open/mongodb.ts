import type { Secret } from '@sagacity/kernel';
import { openMongoBarStore } from '../bars/open-mongo-bar-store.ts';
import { openMongoStore } from '../store/mongo/open-store.ts';
import type { Documents, OpenOptions } from './port.ts';

/** The database a connection string names; `sagacity` when it names none. */
export const databaseOf = (uri: string): string =>
  decodeURIComponent(/^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(uri)?.[1] ?? 'sagacity');

/** Documents and bars in MongoDB. */
export async function openMongoDocuments(uri: Secret, { clock }: OpenOptions): Promise<Documents> {
  const database = databaseOf(uri.reveal());
  const store = openMongoStore({ uri, database, clock });
  const bars = await openMongoBarStore({ uri, database, clock });
  return {
    store,
    bars,
    async close() {
      await bars.close();
      await store.close();
    },
  };
}
