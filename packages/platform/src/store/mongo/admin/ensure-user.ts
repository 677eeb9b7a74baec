import type { Secret } from '@sagacity/kernel';
import { type Db, type Document, MongoClient, MongoServerError } from 'mongodb';
import type { Ensured } from './ensure-replica-set.ts';
import { withAdmin } from './with-admin.ts';

export interface UserOptions {
  /** Of a user that may manage users. Any member of the set will do: the primary is found from it. */
  readonly uri: Secret;
  /** Where the user is kept (its `authSource`) and what its roles apply to. */
  readonly database: string;
  readonly name: string;
  readonly password: Secret;
  /** Built-in roles, `readWrite` for one. */
  readonly roles: readonly string[];
  /** 60,000 by default. */
  readonly deadlineMs?: number;
}

/** Makes the user, or gives the one that is there this password and exactly these roles. May be run again at any time. */
export async function ensureUser(options: UserOptions): Promise<Ensured> {
  const { uri, database, name, password, roles, deadlineMs = 60_000 } = options;
  const pwd = password.reveal();
  const wanted = roles.map((role) => ({ role, db: database }));
  let done: Ensured = 'unchanged';
  const what = `user ${name} of ${database}`;
  await withAdmin({ uri, what, deadlineMs, client: { directConnection: false } }, async (admin) => {
    const users = admin.client.db(database);
    const found: Document | undefined = (await users.command({ usersInfo: name })).users?.[0];
    if (!found) {
      await users.command({ createUser: name, pwd, roles: wanted });
      done = 'created';
      return;
    }
    const keepsPassword = await signsIn(options);
    if (!keepsPassword) await users.command({ updateUser: name, pwd });
    const keepsRoles = sameRoles(found, roles, database) || !(await changeRoles(users, name, wanted));
    if (done === 'unchanged' && !(keepsPassword && keepsRoles)) done = 'changed';
  });
  return done;
}

function sameRoles(found: Document, roles: readonly string[], database: string): boolean {
  const held = (found.roles as Document[]).map(({ db, role }) => `${db}.${role}`).sort();
  const wanted = roles.map((role) => `${database}.${role}`).sort();
  return held.join() === wanted.join();
}

const badValue = 2;

/** False on a server compatible with MongoDB that fixes a user's roles when it makes him, and names them in its own way. */
async function changeRoles(users: Db, name: string, roles: readonly Document[]): Promise<boolean> {
  try {
    await users.command({ updateUser: name, roles });
    return true;
  } catch (error) {
    if (error instanceof MongoServerError && error.code === badValue) return false;
    throw error;
  }
}

/** Whether the password is already the user's. */
async function signsIn({ uri, database, name, password }: UserOptions): Promise<boolean> {
  const client = new MongoClient(uri.reveal(), {
    directConnection: false,
    serverSelectionTimeoutMS: 2_000,
    auth: { username: name, password: password.reveal() },
    authSource: database,
    appName: 'sagacity-admin',
  });
  try {
    await client.db(database).command({ ping: 1 });
    return true;
  } catch (error) {
    if (error instanceof MongoServerError && error.code === 18) return false;
    throw error;
  } finally {
    await client.close();
  }
}
