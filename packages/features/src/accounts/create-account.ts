import { type Account, createAccountSchema, preferencesSchema, type Role } from '@sagacity/contracts';
import { AppError, isAppError } from '@sagacity/kernel';
import { hashPassword } from '@sagacity/platform/crypto/password-hash';
import { randomPassword } from '@sagacity/platform/crypto/random-password';
import { record } from '../audit/record.ts';
import { type Ctx, requireRole } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { accountActions } from './audit.ts';
import { type AccountDocument, accounts, nameKeyOf } from './documents.ts';
import { toAccount } from './to-account.ts';

/** A new account with a password to be changed at the first sign-in. Throws CONFLICT when the name is taken. */
export async function createAccount(
  ctx: Ctx,
  input: { readonly name: string; readonly role: Role },
  oneTimePassword: string = randomPassword(),
): Promise<{ account: Account; oneTimePassword: string }> {
  requireRole(ctx, 'admin');
  const { name, role } = parseInput(createAccountSchema, input);
  const document: AccountDocument = {
    _id: ctx.newId('acc'),
    name,
    nameKey: nameKeyOf(name),
    role,
    passwordHash: await hashPassword(oneTimePassword),
    mustChangePassword: true,
    disabled: false,
    createdAt: new Date(ctx.clock.now()),
    lastSignInAt: null,
    preferences: preferencesSchema.parse({}),
  };
  try {
    await ctx.store.transaction(async (tx) => {
      await tx.collection(accounts).insertOne(document);
      await record({ ...ctx, store: tx }, accountActions, {
        action: 'account-created',
        subject: `account:${document._id}`,
        details: { name, role },
      });
    });
  } catch (error) {
    if (!isAppError(error, 'DUPLICATE_KEY')) throw error;
    throw new AppError('CONFLICT', `there is an account named ${name} already; choose another name`, {
      name,
    });
  }
  return { account: toAccount(document), oneTimePassword };
}
