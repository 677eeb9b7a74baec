import type { Secret } from '@sagacity/kernel';
import { ensureReplicaSet } from '@sagacity/platform/store/mongo/admin/ensure-replica-set';
import { ensureUser } from '@sagacity/platform/store/mongo/admin/ensure-user';
import { parseMongoUri } from './parse-mongo-uri.ts';

interface DatabaseAddresses {
  /** Of the administrator, to one member directly. */
  readonly root: Secret;
  /** Of the program; its hosts are the members of the set. */
  readonly store: Secret;
  /** Of who may read the state of the cluster and nothing else. */
  readonly monitor: Secret;
}

const setName = 'rs0';

/**
 * Initiates the replica set, or adds the members it lacks, and makes the program's user (`readWrite` on its own database) and the
 * monitoring one (`clusterMonitor`). Says what each step did; run again it changes nothing.
 */
export async function prepareDatabase(
  { root, store, monitor }: DatabaseAddresses,
  say: (line: string) => void,
): Promise<void> {
  const program = parseMongoUri(store, 'store_uri');
  const watcher = parseMongoUri(monitor, 'monitor_uri');
  const set = await ensureReplicaSet({ uri: root, setName, members: program.members, deadlineMs: 120_000 });
  say(`replica set ${setName} of ${program.members.join(', ')}: ${set}`);
  const programUser = await ensureUser({
    uri: root,
    database: program.database,
    name: program.user,
    password: program.password,
    roles: ['readWrite'],
  });
  say(`user ${program.user}: ${programUser}`);
  const monitorUser = await ensureUser({
    uri: root,
    database: watcher.database,
    name: watcher.user,
    password: watcher.password,
    roles: ['clusterMonitor'],
  });
  say(`user ${watcher.user}: ${monitorUser}`);
}
