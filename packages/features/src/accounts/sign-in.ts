import { signInSchema } from '@sagacity/contracts';
import { AppError } from '@sagacity/kernel';
import { verifyPassword } from '@sagacity/platform/crypto/password-hash';
import { record } from '../audit/record.ts';
import { parseInput } from '../parse-input.ts';
import { attemptsOf, signInLimits } from './attempt-limits.ts';
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
    await record(ctx, 'sign-in-failed', `account:${account?._id ?? 'unknown'}`, { name: nameKey });
    return new AppError('CREDENTIALS_REJECTED', 'user name or password is wrong');
  };
  if (!account || !matches || account.disabled) throw await refuse();
  await attempt.release();
  await ctx.store.collection(signInAttempts).deleteOne(attemptsOf(nameKey).fromHere(ctx));
  await rememberAddress(ctx, nameKey);
  const lastSignInAt = new Date(ctx.clock.now());
  const actor = { id: account._id, name: account.name, role: account.role, sessionId: null };
  const started = await ctx.store.transaction(async (tx) => {
    // What was checked may have been replaced since; a reset that ended all sessions would leave this one.
    const known = { _id: account._id, passwordHash: account.passwordHash, disabled: false };
    const { matched } = await tx.collection(accounts).updateOne(known, { $set: { lastSignInAt } });
    if (matched === 0) return null;
    await record({ ...ctx, actor, store: tx }, 'signed-in', `account:${account._id}`);
    return startSession({ ...ctx, store: tx }, { ...account, lastSignInAt }, userAgent);
  });
  if (started === null) throw await refuse();
  return started;
}
