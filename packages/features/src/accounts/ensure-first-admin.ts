import { AppError, isAppError, type Secret } from '@sagacity/kernel';
import type { Ctx } from '../context.ts';
import { shortestPassword } from './check-new-password.ts';
import { createAccount } from './create-account.ts';
import { accounts } from './documents.ts';

/**
 * On an empty installation creates the account `admin`, with `given` or a random one-time password, and returns for printing its name
 * and the random one (null for `given`, which its owner knows and a log must not); null when there are accounts. Throws PASSWORD_WEAK
 * when `given` is too short.
 */
export async function ensureFirstAdmin(
  ctx: Ctx,
  given: Secret | null,
): Promise<{ name: string; oneTimePassword: string | null } | null> {
  if (await ctx.store.collection(accounts).findOne({})) return null;
  const password = given?.reveal();
  if (password !== undefined && password.length < shortestPassword)
    throw new AppError(
      'PASSWORD_WEAK',
      `admin.password: has fewer than ${shortestPassword} characters; give a longer one, or none to get a random one`,
    );
  try {
    const created = await createAccount(ctx, { name: 'admin', role: 'admin' }, password);
    return { name: created.account.name, oneTimePassword: given ? null : created.oneTimePassword };
  } catch (error) {
    if (isAppError(error, 'CONFLICT')) return null; // another process was first
    throw error;
  }
}
