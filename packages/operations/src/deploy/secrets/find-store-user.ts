import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret } from '@sagacity/kernel';
import { parseMongoUri } from '../../database/parse-mongo-uri.ts';
import { isThere } from '../file-fault.ts';
import { layout } from '../layout.ts';

/** Whom the program signs in to MongoDB as; nobody where no address says so. */
export function findStoreUser(dir: string): { readonly user?: string; readonly password?: string } {
  const path = join(dir, layout.secrets, 'store_uri');
  if (!isThere(path)) return {};
  try {
    const { user, password } = parseMongoUri(new Secret(readFileSync(path, 'utf8').trim()), 'store_uri');
    return { user, password: password.reveal() };
  } catch {
    return {}; // it was emptied: the address is written anew
  }
}
