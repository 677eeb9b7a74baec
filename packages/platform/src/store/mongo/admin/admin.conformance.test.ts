import { randomBytes } from 'node:crypto';
import { Secret } from '@sagacity/kernel';
import { MongoClient } from 'mongodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { dropUser } from './drop-user.ts';
import { ensureReplicaSet } from './ensure-replica-set.ts';
import { ensureUser } from './ensure-user.ts';

const uri = process.env.MONGODB_URI;

if (!uri && process.env.CI) throw new Error('MONGODB_URI is missing: the MongoDB suite must run in CI');

describe.skipIf(!uri)(
  'administration of MongoDB (set MONGODB_URI, of a user that may administer it, to run)',
  () => {
    it('leaves a replica set that is there as it is, under its own name only', async () => {
      const { setName, hosts } = await askHello();
      const set = { uri: new Secret(uri!), members: hosts, deadlineMs: 20_000 };
      expect(await ensureReplicaSet({ ...set, setName })).toBe('unchanged');
      await expect(ensureReplicaSet({ ...set, setName: 'another' })).rejects.toMatchObject({
        code: 'CONFIG_INVALID',
      });
    });

    it('makes a user, leaves the same one, gives it another password, and drops it', async () => {
      const name = `user-${randomBytes(4).toString('hex')}`;
      const user = { uri: new Secret(uri!), database: 'conformance_users', name, roles: ['readWrite'] };
      onTestFinished(async () => {
        const client = await MongoClient.connect(uri!);
        await client.db(user.database).command({ dropUser: name });
        await client.close();
      });
      const signsIn = async (password: string) => {
        const auth = { username: name, password };
        const client = new MongoClient(uri!, { auth, authSource: user.database });
        await client
          .db(user.database)
          .command({ ping: 1 })
          .finally(() => client.close());
      };
      const gone = { uri: user.uri, database: user.database, name };
      expect(await dropUser(gone)).toBe('unchanged');
      expect(await ensureUser({ ...user, password: new Secret('first') })).toBe('created');
      await signsIn('first');
      expect(await ensureUser({ ...user, password: new Secret('first') })).toBe('unchanged');
      expect(await ensureUser({ ...user, password: new Secret('second') })).toBe('changed');
      await signsIn('second');
      await expect(signsIn('first')).rejects.toMatchObject({ code: 18 });
      expect(await dropUser(gone)).toBe('dropped');
      await expect(signsIn('second')).rejects.toMatchObject({ code: 18 });
      await ensureUser({ ...user, password: new Secret('third') });
    });
  },
);

async function askHello(): Promise<{ setName: string; hosts: string[] }> {
  const client = await MongoClient.connect(uri!);
  const { setName, hosts } = await client.db('admin').command({ hello: 1 });
  await client.close();
  return { setName, hosts };
}
