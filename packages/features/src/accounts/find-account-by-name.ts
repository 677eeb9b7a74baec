import type { Account } from '@sagacity/contracts';
import type { Store } from '@sagacity/platform/store/port';
import { accounts, nameKeyOf } from './documents.ts';
import { toAccount } from './to-account.ts';

/** The account people mean by a name, whatever its case; null when there is none. */
export async function findAccountByName(
  store: Pick<Store, 'collection'>,
  name: string,
): Promise<Account | null> {
  const found = await store.collection(accounts).findOne({ nameKey: nameKeyOf(name) });
  return found && toAccount(found);
}
