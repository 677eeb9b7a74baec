import type { Ctx } from '../context.ts';
import type { Authenticator } from './authenticator.ts';
import type { AccountConfig } from './config.ts';
import type { RefreshKeys } from './refresh-token.ts';

/** What an access token says; everything else about the account is read from the store. */
export interface AccessClaims {
  readonly accountId: string;
  readonly sessionId: string;
  readonly expiresAtMs: number;
}

export interface AccountServices {
  readonly session: AccountConfig['session'];
  readonly lockout: AccountConfig['lockout'];
  readonly refreshKeys: RefreshKeys;
  readonly signAccessToken: (claims: AccessClaims) => string;
  readonly authenticator: Authenticator;
}

export type AccountCtx = Ctx & AccountServices;
