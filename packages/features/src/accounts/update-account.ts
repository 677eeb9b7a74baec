import { type Account, type Role, updateAccountSchema } from '@sagacity/contracts';
import { AppError } from '@sagacity/kernel';
import { record } from '../audit/record.ts';
import { type Ctx, requireRole } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { accountActions } from './audit.ts';
import { accounts, adminGuards } from './documents.ts';
import { getAccount } from './get-account.ts';
import { revokeSessions } from './revoke-sessions.ts';
import { toAccount } from './to-account.ts';

/** Changes role or access. A disabled account is signed out. Throws NOT_FOUND, and CONFLICT when no administrator would remain. */
export async function updateAccount(
  ctx: Ctx,
  input: { readonly id: string; readonly role?: Role | undefined; readonly disabled?: boolean | undefined },
): Promise<Account> {
  requireRole(ctx, 'admin');
  const { role, disabled } = parseInput(updateAccountSchema, { role: input.role, disabled: input.disabled });
  const changed = await ctx.store.transaction(async (tx) => {
    const account = await getAccount(tx, input.id);
    const next = { ...account, role: role ?? account.role, disabled: disabled ?? account.disabled };
    const wasAdmin = account.role === 'admin' && !account.disabled;
    if (wasAdmin && (next.role !== 'admin' || next.disabled)) {
      await tx
        .collection(adminGuards)
        .updateOne({ _id: 'admins' }, { $inc: { changes: 1 } }, { upsert: true });
      const others = { _id: { $ne: account._id }, role: 'admin' as const, disabled: false };
      if ((await tx.collection(accounts).count(others)) === 0)
        throw new AppError('CONFLICT', `${account.name} is the last administrator; make another one first`);
    }
    const change = { role: next.role, disabled: next.disabled };
    await tx.collection(accounts).updateOne({ _id: account._id }, { $set: change });
    if (next.disabled) await revokeSessions({ clock: ctx.clock, store: tx }, account._id);
    await record({ ...ctx, store: tx }, accountActions, {
      action: 'account-changed',
      subject: `account:${account._id}`,
      details: change,
    });
    return next;
  });
  return toAccount(changed);
}
