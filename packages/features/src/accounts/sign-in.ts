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
  if (!account || !matches || account.disabled) {
    await record(ctx, 'sign-in-failed', `account:${account?._id ?? 'unknown'}`, { name: nameKey });
    throw new AppError('CREDENTIALS_REJECTED', 'user name or password is wrong');
  }
  await attempt.release();
  await ctx.store.collection(signInAttempts).deleteOne(attemptsOf(nameKey).fromHere(ctx));
  await rememberAddress(ctx, nameKey);
  const lastSignInAt = new Date(ctx.clock.now());
  await ctx.store.collection(accounts).updateOne({ _id: account._id }, { $set: { lastSignInAt } });
  const started = await startSession(ctx, { ...account, lastSignInAt }, userAgent);
  const actor = { id: account._id, name: account.name, role: account.role, sessionId: null };
  await record({ ...ctx, actor }, 'signed-in', `account:${account._id}`);
  return started;
}
