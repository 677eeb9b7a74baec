import { AppError } from '@sagacity/kernel';
import type { Store } from '@sagacity/platform/store/port';
import { type AccountDocument, accounts } from './documents.ts';

/** Throws NOT_FOUND. */
export async function getAccount(store: Pick<Store, 'collection'>, id: string): Promise<AccountDocument> {
  const account = await store.collection(accounts).findOne({ _id: id });
  if (!account) throw new AppError('NOT_FOUND', `there is no account ${id}`, { id });
  return account;
}
