import type { Account } from '@sagacity/contracts';
import { hashPassword } from '@sagacity/platform/crypto/password-hash';
import { randomPassword } from '@sagacity/platform/crypto/random-password';
import { record } from '../audit/record.ts';
import { type Ctx, requireRole } from '../context.ts';
import { attemptsOf } from './attempt-limits.ts';
import { accountActions } from './audit.ts';
import { accounts, signInAttempts } from './documents.ts';
import { getAccount } from './get-account.ts';
import { revokeSessions } from './revoke-sessions.ts';
import { toAccount } from './to-account.ts';

/** A new one-time password; signs the account out and lifts its lock-out. Throws NOT_FOUND. */
export async function resetPassword(
  ctx: Ctx,
  { id }: { readonly id: string },
): Promise<{ account: Account; oneTimePassword: string }> {
  requireRole(ctx, 'admin');
  const account = await getAccount(ctx.store, id);
  const oneTimePassword = randomPassword();
  const change = { passwordHash: await hashPassword(oneTimePassword), mustChangePassword: true };
  await ctx.store.transaction(async (tx) => {
    await tx.collection(accounts).updateOne({ _id: id }, { $set: change });
    await tx.collection(signInAttempts).deleteMany(attemptsOf(account.nameKey).fromAnywhere);
    await revokeSessions({ clock: ctx.clock, store: tx }, id);
    await record({ ...ctx, store: tx }, accountActions, {
      action: 'password-reset',
      subject: `account:${id}`,
      details: {},
    });
  });
  return { account: toAccount({ ...account, ...change }), oneTimePassword };
}
