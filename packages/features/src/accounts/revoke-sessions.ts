import type { Store } from '@sagacity/platform/store/port';
import type { Ctx } from '../context.ts';
import { sessions } from './documents.ts';

/** Ends all sessions of an account. Returns how many were open. */
export async function revokeSessions(
  { clock, store }: Pick<Ctx, 'clock'> & { readonly store: Pick<Store, 'collection'> },
  accountId: string,
): Promise<number> {
  const revokedAt = new Date(clock.now());
  const ended = await store
    .collection(sessions)
    .updateMany({ accountId, revokedAt: null }, { $set: { revokedAt } });
  return ended.modified;
}
