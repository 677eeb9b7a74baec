import { AppError, isAppError } from '@sagacity/kernel';
import type { Store } from '@sagacity/platform/store/port';
import type { Actor, Ctx } from '../context.ts';
import { accounts, sessions } from './documents.ts';

export interface Authenticated {
  readonly actor: Actor;
  readonly mustChangePassword: boolean;
}

export interface Authenticator {
  /**
   * Who an access token stands for now. Throws SESSION_REVOKED. A revocation or change of role elsewhere is seen after `cacheMs`,
   * one in this process at once (`forget`). While the store is away, and for at most `awayMs`, what was read last still counts.
   */
  authenticate(
    deps: Pick<Ctx, 'clock'> & { readonly store: Pick<Store, 'collection'> },
    claims: { readonly sessionId: string; readonly accountId: string },
  ): Promise<Authenticated>;
  /** Drops what is remembered; call after any change of an account or session. */
  forget(): void;
}

const mostRemembered = 10_000;

interface Remembered {
  readonly askedAtMs: number;
  /** When the store said so, which is earlier while it is away. */
  readAtMs: number;
  found: Promise<Authenticated>;
}

/** Two reads a request would be the dearest part of most requests; remembered, they are two reads per session and `cacheMs`. */
export function createAuthenticator({ cacheMs = 2_000, awayMs = 60_000 } = {}): Authenticator {
  const remembered = new Map<string, Remembered>();

  return {
    async authenticate({ clock, store }, claims) {
      const askedAtMs = clock.elapsed();
      const known = remembered.get(claims.sessionId);
      if (known && askedAtMs - known.askedAtMs < cacheMs) return known.found;
      const found = read(store, claims, clock.now()).catch((error: unknown) => {
        const stillCounts =
          known && askedAtMs - known.readAtMs < awayMs && isAppError(error, 'STORE_UNAVAILABLE');
        if (!stillCounts) throw error;
        entry.readAtMs = known.readAtMs;
        return known.found;
      });
      if (remembered.size >= mostRemembered) remembered.clear();
      const entry: Remembered = { askedAtMs, readAtMs: askedAtMs, found };
      remembered.set(claims.sessionId, entry);
      found.catch(() => remembered.get(claims.sessionId) === entry && remembered.delete(claims.sessionId));
      return found;
    },
    forget: () => remembered.clear(),
  };
}

async function read(
  store: Pick<Store, 'collection'>,
  claims: { sessionId: string; accountId: string },
  nowMs: number,
): Promise<Authenticated> {
  const [session, account] = await Promise.all([
    store.collection(sessions).findOne({ _id: claims.sessionId }),
    store.collection(accounts).findOne({ _id: claims.accountId }),
  ]);
  const lives = session && session.revokedAt === null && session.expiresAt.getTime() > nowMs;
  if (!lives || !account || account.disabled || session.accountId !== account._id)
    throw new AppError('SESSION_REVOKED', 'this session has ended; sign in again');
  return {
    actor: {
      kind: 'account',
      id: account._id,
      name: account.name,
      role: account.role,
      sessionId: session._id,
    },
    mustChangePassword: account.mustChangePassword,
  };
}
