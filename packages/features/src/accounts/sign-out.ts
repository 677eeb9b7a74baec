import { record } from '../audit/record.ts';
import { accountActions } from './audit.ts';
import { sessions } from './documents.ts';
import { revokeSessions } from './revoke-sessions.ts';
import type { AccountCtx } from './services.ts';

/** Ends the session the actor came with, or all of the account. */
export async function signOut(
  ctx: AccountCtx,
  { everywhere }: { readonly everywhere: boolean },
): Promise<void> {
  const { actor, clock } = ctx;
  await ctx.store.transaction(async (tx) => {
    if (everywhere) await revokeSessions({ clock, store: tx }, actor.id);
    else
      await tx
        .collection(sessions)
        .updateOne({ _id: actor.sessionId }, { $set: { revokedAt: new Date(clock.now()) } });
    await record({ ...ctx, store: tx }, accountActions, {
      action: 'signed-out',
      subject: `account:${actor.id}`,
      details: { everywhere },
    });
  });
  ctx.authenticator.forget();
}
