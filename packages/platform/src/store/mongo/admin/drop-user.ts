import type { Secret } from '@sagacity/kernel';
import { withAdmin } from './with-admin.ts';

export interface DropOptions {
  /** Of a user that may manage users. */
  readonly uri: Secret;
  /** Where the user is kept. */
  readonly database: string;
  readonly name: string;
  /** 60,000 by default. */
  readonly deadlineMs?: number;
}

/** Removes the user; one that is not there is no error. May be run again at any time. */
export async function dropUser({
  uri,
  database,
  name,
  deadlineMs = 60_000,
}: DropOptions): Promise<'dropped' | 'unchanged'> {
  let done: 'dropped' | 'unchanged' = 'unchanged';
  const what = `user ${name} of ${database}`;
  await withAdmin({ uri, what, deadlineMs, client: { directConnection: false } }, async (admin) => {
    const users = admin.client.db(database);
    const found = (await users.command({ usersInfo: name })).users?.length > 0;
    if (!found) return;
    await users.command({ dropUser: name });
    done = 'dropped';
  });
  return done;
}
