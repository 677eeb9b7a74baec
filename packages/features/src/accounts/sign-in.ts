import { signInSchema } from '@sagacity/contracts';
import { AppError } from '@sagacity/kernel';
import { verifyPassword } from '@sagacity/platform/crypto/password-hash';
import { record } from '../audit/record.ts';
import { parseInput } from '../parse-input.ts';
import { attemptsOf, signInLimits } from './attempt-limits.ts';
import { accountActions } from './audit.ts';
import { accounts, nameKeyOf, signInAttempts } from './documents.ts';
import { isKnownAddress, rememberAddress } from './known-address.ts';
import { reserveAttempts } from './reserve-attempts.ts';
import type { AccountCtx } from './services.ts';
import { type StartedSession, startSession } from './start-session.ts';

/**
 * Opens a session. Throws CREDENTIALS_REJECTED, in the same words and time for an unknown name, a wrong password and a disabled
 * account, and LOCKED_OUT.
 */
export async function signIn(
  ctx: AccountCtx,
  input: { readonly name: string; readonly password: string; readonly userAgent: string },
): Promise<StartedSession> {
  const { userAgent, ...rest } = input;
  const { name, password } = parseInput(signInSchema, rest);
  const nameKey = nameKeyOf(name);
  const isKnown = await isKnownAddress(ctx, nameKey);
  const attempt = await reserveAttempts(ctx, signInLimits(ctx, nameKey, isKnown));

  const account = await ctx.store.collection(accounts).findOne({ nameKey });
  const matches = await verifyPassword(account?.passwordHash ?? null, password);
  const refuse = async () => {
    await record(ctx, accountActions, {
      action: 'sign-in-failed',
      subject: `account:${account?._id ?? 'unknown'}`,
      details: { name: nameKey },
    });
    return new AppError('CREDENTIALS_REJECTED', 'user name or password is wrong');
  };
  if (!account || !matches || account.disabled) throw await refuse();
  await attempt.release();
  await ctx.store.collection(signInAttempts).deleteOne(attemptsOf(nameKey).fromHere(ctx));
  await rememberAddress(ctx, nameKey);
  const lastSignInAt = new Date(ctx.clock.now());
  await ctx.store.collection(accounts).updateOne({ _id: account._id }, { $set: { lastSignInAt } });
  const { _id: id, name: accountName, role } = account;
  const actor = { kind: 'account', id, name: accountName, role, sessionId: null } as const;
  // Only what is new is written in the transaction: one of a process that dies would hold the account for a minute.
  const started = await ctx.store.transaction(async (tx) => {
    // What was checked may have been replaced since; a reset that ended all sessions would leave this one.
    const known = { _id: id, passwordHash: account.passwordHash, disabled: false };
    if (!(await tx.collection(accounts).findOne(known))) return null;
    const opened = await startSession({ ...ctx, store: tx }, { ...account, lastSignInAt }, userAgent);
    await record({ ...ctx, actor, store: tx }, accountActions, {
      action: 'signed-in',
      subject: `account:${id}`,
      details: {},
    });
    return opened;
  });
  if (started === null) throw await refuse();
  return started;
}
