import type { Account } from '@sagacity/contracts';
import { type Ctx, requireRole } from '../context.ts';
import { accounts } from './documents.ts';
import { toAccount } from './to-account.ts';

/** All accounts by name. */
export async function listAccounts(
  ctx: Ctx,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<{ items: Account[]; next: string | null }> {
  requireRole(ctx, 'admin');
  const page = await ctx.store
    .collection(accounts)
    .page({}, { sort: { nameKey: 1 }, limit, after: after ?? null });
  return { items: page.items.map(toAccount), next: page.next };
}
