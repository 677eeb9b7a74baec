import type { Secret } from '@sagacity/kernel';
import { openMongoBarStore } from '../bars/open-mongo-bar-store.ts';
import { connectMongo } from '../store/mongo/connect-mongo.ts';
import { openMongoStore } from '../store/mongo/open-store.ts';
import type { Documents, OpenOptions } from './port.ts';

/** The database a connection string names; `sagacity` when it names none. */
export const databaseOf = (uri: string): string =>
  decodeURIComponent(/^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(uri)?.[1] ?? 'sagacity');

/** Documents and bars in MongoDB, over the same connections. */
export async function openMongoDocuments(uri: Secret, { clock }: OpenOptions): Promise<Documents> {
  const database = databaseOf(uri.reveal());
  const shared = { uri, database, clock, client: connectMongo(uri) };
  const store = openMongoStore(shared);
  const bars = await openMongoBarStore(shared).catch(async (error) => {
    await shared.client.close();
    throw error;
  });
  return {
    store,
    bars,
    async close() {
      await bars.close();
      await store.close();
      await shared.client.close();
    },
  };
}
