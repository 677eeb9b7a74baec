import { changePasswordSchema } from '@sagacity/contracts';
import { AppError } from '@sagacity/kernel';
import { hashPassword, verifyPassword } from '@sagacity/platform/crypto/password-hash';
import { record } from '../audit/record.ts';
import { parseInput } from '../parse-input.ts';
import { passwordChangeLimit } from './attempt-limits.ts';
import { accountActions } from './audit.ts';
import { checkNewPassword } from './check-new-password.ts';
import { accounts } from './documents.ts';
import { getAccount } from './get-account.ts';
import { reserveAttempts } from './reserve-attempts.ts';
import { revokeSessions } from './revoke-sessions.ts';
import type { AccountCtx } from './services.ts';
import { type StartedSession, startSession } from './start-session.ts';

/** Sets the actor's own password, ends all its sessions and opens a new one. Throws CREDENTIALS_REJECTED, PASSWORD_WEAK, LOCKED_OUT. */
export async function changePassword(
  ctx: AccountCtx,
  input: { readonly current: string; readonly next: string; readonly userAgent: string },
): Promise<StartedSession> {
  const { userAgent, ...rest } = input;
  const { current, next } = parseInput(changePasswordSchema, rest);
  const account = await getAccount(ctx.store, ctx.actor.id);
  const attempt = await reserveAttempts(ctx, [passwordChangeLimit(ctx, account._id)]);
  if (!(await verifyPassword(account.passwordHash, current)))
    throw new AppError('CREDENTIALS_REJECTED', 'the present password is wrong');
  await attempt.release();
  await checkNewPassword(next, account);

  const change = { passwordHash: await hashPassword(next), mustChangePassword: false };
  const started = await ctx.store.transaction(async (tx) => {
    // What was checked above may have been replaced since, by an administrator who locks somebody out.
    const known = { _id: account._id, passwordHash: account.passwordHash, disabled: false };
    const { matched } = await tx.collection(accounts).updateOne(known, { $set: change });
    if (matched === 0) throw new AppError('CREDENTIALS_REJECTED', 'the password was changed meanwhile');
    await revokeSessions({ clock: ctx.clock, store: tx }, account._id);
    const opened = await startSession({ ...ctx, store: tx }, { ...account, ...change }, userAgent);
    await record({ ...ctx, store: tx }, accountActions, {
      action: 'password-changed',
      subject: `account:${account._id}`,
      details: {},
    });
    return opened;
  });
  ctx.authenticator.forget();
  return started;
}
