import { type Account, putPreferencesSchema } from '@sagacity/contracts';
import type { z } from 'zod';
import { record } from '../audit/record.ts';
import type { Ctx } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { accountActions } from './audit.ts';
import { accounts } from './documents.ts';
import { getAccount } from './get-account.ts';
import { toAccount } from './to-account.ts';

/** Replaces the actor's own preferences. */
export async function putPreferences(
  ctx: Ctx,
  input: z.input<typeof putPreferencesSchema>,
): Promise<Account> {
  const preferences = parseInput(putPreferencesSchema, input);
  const account = await getAccount(ctx.store, ctx.actor.id);
  await ctx.store.transaction(async (tx) => {
    await tx.collection(accounts).updateOne({ _id: account._id }, { $set: { preferences } });
    await record({ ...ctx, store: tx }, accountActions, {
      action: 'preferences-changed',
      subject: `account:${account._id}`,
      details: {},
    });
  });
  return toAccount({ ...account, preferences });
}
