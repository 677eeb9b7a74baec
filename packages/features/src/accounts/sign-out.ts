import { record } from '../audit/record.ts';
import { sessions } from './documents.ts';
import { revokeSessions } from './revoke-sessions.ts';
import type { AccountCtx } from './services.ts';

/** Ends the session the actor came with, or all of the account. */
export async function signOut(
  ctx: AccountCtx,
  { everywhere }: { readonly everywhere: boolean },
): Promise<void> {
  if (everywhere) await revokeSessions(ctx, ctx.actor.id);
  else
    await ctx.store
      .collection(sessions)
      .updateOne({ _id: ctx.actor.sessionId }, { $set: { revokedAt: new Date(ctx.clock.now()) } });
  ctx.authenticator.forget();
  await record(ctx, 'signed-out', `account:${ctx.actor.id}`, { everywhere });
}
