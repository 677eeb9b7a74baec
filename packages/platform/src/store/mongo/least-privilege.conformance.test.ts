import { randomBytes } from 'node:crypto';
import { Secret } from '@sagacity/kernel';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barStoreConformance } from '../../bars/bars.conformance.ts';
import { openMongoBarStore } from '../../bars/open-mongo-bar-store.ts';
import { storeConformance } from '../store.conformance.ts';
import { ensureUser } from './admin/ensure-user.ts';
import { openMongoStore } from './open-store.ts';

/** MONGODB_URI with a user that may manage users, on a server that demands passwords; CI has one without, and its other suites. */
const uri = process.env.MONGODB_URI ?? '';
const hasUser = /^mongodb(\+srv)?:\/\/[^/@]+@/.test(uri);
const newPassword = () => new Secret(randomBytes(12).toString('hex'));

describe.skipIf(!hasUser)('with no more rights than it needs (set MONGODB_URI, with a user, to run)', () => {
  let admin: MongoClient;
  beforeAll(async () => {
    admin = await MongoClient.connect(uri);
  });
  afterAll(() => admin?.close());

  /** A user of `database` alone, kept where the server keeps its users. */
  async function userOf(database: string, role: string) {
    const name = `user-${randomBytes(4).toString('hex')}`;
    const password = newPassword();
    await ensureUser({ uri: new Secret(uri), database, name, password, roles: [role] });
    const own = new URL(uri);
    own.username = name;
    own.password = password.reveal();
    own.searchParams.set('authSource', database);
    return { uri: own.href, drop: () => admin.db(database).command({ dropUser: name }) };
  }

  const forOne =
    <O extends { close(): Promise<void> }>(open: (uri: Secret, database: string) => Promise<O>) =>
    async () => {
      const database = `least_${randomBytes(4).toString('hex')}`;
      const user = await userOf(database, 'readWrite');
      const opened = await open(new Secret(user.uri), database);
      return {
        ...opened,
        store: opened,
        bars: opened,
        async close() {
          await opened.close();
          await user.drop();
          await admin.db(database).dropDatabase();
        },
      };
    };

  storeConformance('mongo, readWrite on its database', async () => {
    const { gitVersion } = await admin.db('admin').command({ buildInfo: 1 });
    const opened = await forOne(async (own, database) => openMongoStore({ uri: own, database }))();
    return { ...opened, namesTheInserter: gitVersion !== 'documentdb', expiryWithinMs: 130_000 };
  });
  barStoreConformance(
    'mongo, readWrite on its database',
    forOne((own, database) => openMongoBarStore({ uri: own, database })),
  );

  it('refuses that user another database', async () => {
    const user = await userOf('least_own', 'readWrite');
    const client = new MongoClient(user.uri);
    await expect(client.db('least_other').collection('a').findOne()).rejects.toMatchObject({ code: 13 });
    await client.close();
    await user.drop();
  });

  it('lets a monitor see how the servers do, and no document', async () => {
    const user = await userOf('admin', 'clusterMonitor');
    const client = new MongoClient(user.uri);
    expect(await client.db('admin').command({ serverStatus: 1 })).toMatchObject({ ok: 1 });
    expect(await client.db('admin').command({ replSetGetStatus: 1 })).toMatchObject({ ok: 1 });
    await expect(client.db('least_own').collection('a').findOne()).rejects.toMatchObject({ code: 13 });
    await client.close();
    await user.drop();
  });
});
