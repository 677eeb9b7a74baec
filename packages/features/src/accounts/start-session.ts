import type { Session } from '@sagacity/contracts';
import type { Store } from '@sagacity/platform/store/port';
import { type AccountDocument, type SessionDocument, sessions } from './documents.ts';
import { fingerprintOf } from './fingerprint.ts';
import { makeRefreshToken } from './refresh-token.ts';
import type { AccountCtx } from './services.ts';
import { toAccount } from './to-account.ts';

/** A session as the door hands it out: the refresh token goes into a cookie. */
export interface StartedSession {
  readonly session: Session;
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date;
}

/** Also inside a transaction. */
type SessionCtx = Omit<AccountCtx, 'store'> & { readonly store: Pick<Store, 'collection'> };

const dayMs = 86_400_000;
export const refreshExpiry = (ctx: Pick<AccountCtx, 'clock' | 'session'>): Date =>
  new Date(ctx.clock.now() + ctx.session.refreshDays * dayMs);

/** Opens a new family of tokens for the account. */
export async function startSession(
  ctx: SessionCtx,
  account: AccountDocument,
  userAgent: string,
): Promise<StartedSession> {
  const document: SessionDocument = {
    _id: ctx.newId('ses'),
    accountId: account._id,
    generation: 1,
    rotatedAt: new Date(ctx.clock.now()),
    rotatedBy: fingerprintOf(ctx.address, userAgent),
    expiresAt: refreshExpiry(ctx),
    revokedAt: null,
  };
  await ctx.store.collection(sessions).insertOne(document);
  return handOut(ctx, account, document);
}

/** A new access token for a session, with the refresh token of its generation. */
export function handOut(
  ctx: Omit<AccountCtx, 'store'>,
  account: AccountDocument,
  { _id, generation, expiresAt }: SessionDocument,
): StartedSession {
  const expiresAtMs = ctx.clock.now() + ctx.session.accessMinutes * 60_000;
  const accessToken = ctx.signAccessToken({ accountId: account._id, sessionId: _id, expiresAtMs });
  return {
    session: { accessToken, expiresAt: new Date(expiresAtMs).toISOString(), account: toAccount(account) },
    refreshToken: makeRefreshToken(ctx.refreshKeys, _id, generation),
    refreshExpiresAt: expiresAt,
  };
}
