import type { Secret } from '@sagacity/kernel';
import { AppError } from '@sagacity/kernel';
import { dropUser } from '@sagacity/platform/store/mongo/admin/drop-user';
import { parseMongoUri } from './parse-mongo-uri.ts';

/** Takes a former user of the program away. Throws CONFLICT for the one that it signs in as. */
export async function dropFormerUser(
  addresses: { readonly root: Secret; readonly store: Secret },
  name: string,
): Promise<'dropped' | 'unchanged'> {
  const { user, database } = parseMongoUri(addresses.store, 'store_uri');
  if (user === name)
    throw new AppError('CONFLICT', `${name} is the user of the program; nothing was dropped`);
  return dropUser({ uri: addresses.root, database, name });
}
