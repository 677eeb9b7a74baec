import { randomBytes } from 'node:crypto';
import { Secret } from '@sagacity/kernel';
import { MongoClient } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineEntity } from '../port.ts';
import { storeConformance } from '../store.conformance.ts';
import { openMongoStore } from './open-store.ts';

const uri = process.env.MONGODB_URI;

if (uri) {
  it('is set up by several processes at once', async () => {
    const database = `conformance_${randomBytes(4).toString('hex')}`;
    const entities = ['one', 'two', 'three'].map((name) =>
      defineEntity({
        name,
        schema: z.object({ _id: z.string(), n: z.number(), at: z.date() }),
        indexes: [
          { keys: { n: 1 }, unique: true },
          { keys: { at: 1 }, expireAfterSeconds: 60 },
        ],
      }),
    );
    const stores = Array.from({ length: 5 }, () => openMongoStore({ uri: new Secret(uri), database }));
    await Promise.all(stores.map((store) => store.ensure(entities)));
    await Promise.all(stores.map((store) => store.close()));
    const admin = await MongoClient.connect(uri);
    for (const { name } of entities)
      expect((await admin.db(database).collection(name).indexes()).length).toBe(3);
    await admin.db(database).dropDatabase();
    await admin.close();
  });

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
} else if (process.env.CI) throw new Error('MONGODB_URI is missing: the MongoDB suite must run in CI');
else
  describe.skip('mongo store (set MONGODB_URI to run)', () =>
    void it('runs against a server', () => undefined));
