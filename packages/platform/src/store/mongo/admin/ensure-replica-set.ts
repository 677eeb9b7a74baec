import { AppError, type Secret } from '@sagacity/kernel';
import { type Document, MongoServerError } from 'mongodb';
import { addMembers, type Commands, readConfig } from './add-members.ts';
import { withAdmin } from './with-admin.ts';

export interface ReplicaSetOptions {
  /** Of a user that may administer the set, to its first member, with `directConnection=true`. */
  readonly uri: Secret;
  readonly setName: string;
  /** `host:port` as clients and the other members reach each. */
  readonly members: readonly string[];
  readonly deadlineMs: number;
}

export type Ensured = 'created' | 'unchanged' | 'changed';

/**
 * Makes the replica set unless it is there, adds the members it lacks one after another (MongoDB allows one at a time), and waits for a
 * primary. Members that are not named stay. May be run again at any time and by several at once.
 */
export async function ensureReplicaSet(options: ReplicaSetOptions): Promise<Ensured> {
  const { uri, setName, members, deadlineMs } = options;
  const endsAt = Date.now() + deadlineMs;
  const left = () => Math.max(1, endsAt - Date.now());
  let done: Ensured = 'unchanged';
  const what = `replica set ${setName}`;
  await withAdmin({ uri, what, deadlineMs, client: { directConnection: true } }, async (admin) => {
    const present = await readConfig(admin);
    if (present) return checkName(present, setName);
    await initiate(admin, setName, members);
    done = 'created';
  });
  const wholeSet = { directConnection: false, replicaSet: setName };
  await withAdmin({ uri, what, deadlineMs: left(), client: wholeSet }, async (admin) => {
    await admin.command({ ping: 1 }, { readPreference: 'primary' });
    const added = await addMembers(admin, members);
    if (added && done === 'unchanged') done = 'changed';
  });
  return done;
}

const alreadyInitialized = 23;
const hasDataAlready = 110;

/** With all members at once; a member that holds data already joins afterwards and takes the first one's. */
async function initiate(admin: Commands, setName: string, hosts: readonly string[]): Promise<void> {
  const withHosts = (named: readonly string[]) =>
    admin.command({ replSetInitiate: { _id: setName, members: named.map((host, _id) => ({ _id, host })) } });
  try {
    await withHosts(hosts).catch((error) => {
      if (hosts.length > 1 && isCode(error, hasDataAlready)) return withHosts(hosts.slice(0, 1));
      throw error;
    });
  } catch (error) {
    if (!isCode(error, alreadyInitialized)) throw error; // another did it in between
  }
}

function checkName(config: Document, setName: string): void {
  if (config._id !== setName)
    throw new AppError(
      'CONFIG_INVALID',
      `replica set ${setName}: the server belongs to the set ${config._id}; name that one in the settings`,
    );
}

const isCode = (error: unknown, code: number): boolean =>
  error instanceof MongoServerError && Number(error.code) === code;
