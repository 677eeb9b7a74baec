import { type Db, type Document, MongoServerError } from 'mongodb';

export type Commands = Pick<Db, 'command'>;

const notYetInitialized = 94;

/** Null before the set was initiated. */
export async function readConfig(admin: Commands): Promise<Document | null> {
  try {
    return (await admin.command({ replSetGetConfig: 1 })).config;
  } catch (error) {
    if (error instanceof MongoServerError && Number(error.code) === notYetInitialized) return null;
    throw error;
  }
}

/** Adds the hosts that are not members, one by one; returns whether any was. The primary refuses a step until the last one is agreed on. */
export async function addMembers(admin: Commands, hosts: readonly string[]): Promise<boolean> {
  let added = false;
  for (const host of hosts) {
    const config = await readConfig(admin);
    if (!config || config.members.some((member: Document) => member.host === host)) continue;
    const ids: number[] = config.members.map(({ _id }: Document) => Number(_id));
    const members = [...config.members, { _id: Math.max(...ids) + 1, host }];
    await admin.command({ replSetReconfig: { ...config, version: Number(config.version) + 1, members } });
    added = true;
  }
  return added;
}
