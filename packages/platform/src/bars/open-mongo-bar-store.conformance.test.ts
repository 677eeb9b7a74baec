import { randomUUID } from 'node:crypto';
import { Secret } from '@sagacity/kernel';
import { MongoClient } from 'mongodb';
import { describe, it } from 'vitest';
import { barStoreConformance } from './bars.conformance.ts';
import { openMongoBarStore } from './open-mongo-bar-store.ts';

const uri = process.env.MONGODB_URI;

if (uri)
  barStoreConformance('mongo', async () => {
    const database = `bars_${randomUUID().slice(0, 8)}`;
    const bars = await openMongoBarStore({ uri: new Secret(uri), database });
    return {
      bars,
      async close() {
        await bars.close();
        const client = await MongoClient.connect(uri);
        await client.db(database).dropDatabase();
        await client.close();
      },
    };
  });
else if (process.env.CI)
  it('has a MongoDB', () => Promise.reject(new Error('MONGODB_URI is not set; start one and name it')));
else describe.skip('bar store: mongo (MONGODB_URI is not set)', () => it('runs the suite', () => {}));
