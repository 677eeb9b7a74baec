import { randomBytes } from 'node:crypto';
import { Secret } from '@sagacity/kernel';
import { MongoClient } from 'mongodb';
import { describe, it } from 'vitest';
import { storeConformance } from '../store.conformance.ts';
import { openMongoStore } from './open-store.ts';

const uri = process.env.MONGODB_URI;

if (uri)
  storeConformance('mongo', async () => {
    const database = `conformance_${randomBytes(4).toString('hex')}`;
    const store = openMongoStore({ uri: new Secret(uri), database });
    const probe = await MongoClient.connect(uri);
    const { gitVersion } = await probe.db('admin').command({ buildInfo: 1 });
    await probe.close();
    return {
      namesTheInserter: gitVersion !== 'documentdb',
      store,
      expiryWithinMs: 130_000,
      async close() {
        await store.close();
        const admin = await MongoClient.connect(uri);
        await admin.db(database).dropDatabase();
        await admin.close();
      },
    };
  });
else if (process.env.CI) throw new Error('MONGODB_URI is missing: the MongoDB suite must run in CI');
else
  describe.skip('mongo store (set MONGODB_URI to run)', () =>
    void it('runs against a server', () => undefined));
