import fastifyJwt, { type JWT } from '@fastify/jwt';
import type { AccessClaims } from '@sagacity/features/accounts/services';
import { AppError, type Clock } from '@sagacity/kernel';
import { deriveKey } from '@sagacity/platform/crypto/derive-key';
import type { KeyRing } from '@sagacity/platform/crypto/index';
import type { FastifyInstance } from 'fastify';

export interface AccessTokens {
  sign(claims: AccessClaims): string;
  /** Throws UNAUTHENTICATED for a token that is forged, malformed or expired. */
  verify(token: string): AccessClaims;
}

interface Payload {
  readonly sub: string;
  readonly sid: string;
  readonly exp: number;
}

/** JWTs, HS256 only, signed with the first key; expiry is compared with the program's clock. */
export async function registerAccessTokens(
  app: FastifyInstance,
  { keys, clock }: { readonly keys: KeyRing; readonly clock: Clock },
): Promise<AccessTokens> {
  for (const [index, key] of keys.entries())
    await app.register(fastifyJwt, {
      ...(index === 0 ? {} : { namespace: nameOf(index) }),
      secret: deriveKey(key, 'access tokens'),
      sign: { algorithm: 'HS256', iss: 'sagacity', noTimestamp: true },
      verify: { algorithms: ['HS256'], allowedIss: 'sagacity', ignoreExpiration: true, cache: 1_000 },
    });
  const named = app.jwt as unknown as Record<string, JWT>; // the plugin does not type its namespaces
  const all = [app.jwt, ...keys.slice(1).map((_, index) => named[nameOf(index + 1)] as JWT)];
  return {
    sign: ({ accountId, sessionId, expiresAtMs }) =>
      app.jwt.sign({ sub: accountId, sid: sessionId, exp: Math.floor(expiresAtMs / 1_000) }),
    verify(token) {
      let payload: Payload;
      try {
        payload = verifyWithAny(all, token);
      } catch (error) {
        throw new AppError('UNAUTHENTICATED', 'the access token is not valid; sign in again', {}, error);
      }
      if (payload.exp * 1_000 <= clock.now())
        throw new AppError('UNAUTHENTICATED', 'the access token has expired; refresh the session');
      return { accountId: payload.sub, sessionId: payload.sid, expiresAtMs: payload.exp * 1_000 };
    },
  };
}

const nameOf = (index: number): string => `key${index}`;

function verifyWithAny([one, ...others]: readonly JWT[], token: string): Payload {
  try {
    return (one as JWT).verify<Payload>(token);
  } catch (error) {
    if (others.length === 0) throw error;
    return verifyWithAny(others, token);
  }
}
