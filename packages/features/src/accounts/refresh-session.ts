import { AppError } from '@sagacity/kernel';
import { record } from '../audit/record.ts';
import { accountActions } from './audit.ts';
import { accounts, type SessionDocument, sessions } from './documents.ts';
import { fingerprintOf } from './fingerprint.ts';
import { readRefreshToken } from './refresh-token.ts';
import type { AccountCtx } from './services.ts';
import { handOut, refreshExpiry, type StartedSession } from './start-session.ts';

/** How long after a rotation the token before it may still come from the same browser. */
const raceMs = 10_000;

/**
 * Exchanges a refresh token for a new access token and the next refresh token. Throws UNAUTHENTICATED for a token that is none,
 * SESSION_REVOKED for an ended session, and for a token used twice, which ends the session for whoever holds it.
 *
 * Two tabs may send the same cookie at once, and an answer may be lost with the server that gave it. The later request gets the refresh
 * token of the present generation as the earlier did, only within `raceMs`, for the generation just before, and from the same address
 * and user agent. A thief who meets all that shares the session until either side presents an older token, which ends it.
 */
export async function refreshSession(
  ctx: AccountCtx,
  input: { readonly refreshToken: string; readonly userAgent: string },
): Promise<StartedSession> {
  const token = readRefreshToken(ctx.refreshKeys, input.refreshToken);
  if (!token) throw new AppError('UNAUTHENTICATED', 'no valid session; sign in');
  const now = new Date(ctx.clock.now());
  const rotatedBy = fingerprintOf(ctx.address, input.userAgent);
  const rotated = await ctx.store
    .collection(sessions)
    .findOneAndUpdate(
      { _id: token.sessionId, generation: token.generation, revokedAt: null, expiresAt: { $gt: now } },
      { $inc: { generation: 1 }, $set: { rotatedAt: now, rotatedBy, expiresAt: refreshExpiry(ctx) } },
    );
  if (rotated) return handOut(ctx, await accountOf(ctx, rotated), rotated);

  const session = await ctx.store.collection(sessions).findOne({ _id: token.sessionId });
  if (!session || session.revokedAt !== null || session.expiresAt <= now) throw ended();
  const honestRace =
    token.generation === session.generation - 1 &&
    now.getTime() - session.rotatedAt.getTime() <= raceMs &&
    session.rotatedBy === rotatedBy;
  if (honestRace) return handOut(ctx, await accountOf(ctx, session), session);

  await ctx.store.transaction(async (tx) => {
    await tx.collection(sessions).updateOne({ _id: session._id }, { $set: { revokedAt: now } });
    await record({ ...ctx, store: tx }, accountActions, {
      action: 'refresh-token-reused',
      subject: `account:${session.accountId}`,
      details: { sessionId: session._id },
    });
  });
  ctx.authenticator.forget();
  ctx.log.warning({ sessionId: session._id, accountId: session.accountId }, 'a refresh token was used twice');
  throw ended();
}

async function accountOf(ctx: AccountCtx, { accountId }: SessionDocument) {
  const account = await ctx.store.collection(accounts).findOne({ _id: accountId });
  if (!account || account.disabled) throw ended();
  return account;
}

const ended = () => new AppError('SESSION_REVOKED', 'this session has ended; sign in again');
