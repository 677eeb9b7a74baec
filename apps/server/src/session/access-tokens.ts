import fastifyJwt from '@fastify/jwt';
import type { AccessClaims } from '@sagacity/features/accounts/services';
import { AppError, type Clock, type Secret } from '@sagacity/kernel';
import { deriveKey } from '@sagacity/platform/crypto/derive-key';
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

/** JWTs, HS256 only; expiry is compared with the program's clock. */
export async function registerAccessTokens(
  app: FastifyInstance,
  { signingSecret, clock }: { readonly signingSecret: Secret; readonly clock: Clock },
): Promise<AccessTokens> {
  await app.register(fastifyJwt, {
    secret: deriveKey(signingSecret, 'access tokens'),
    sign: { algorithm: 'HS256', iss: 'sagacity', noTimestamp: true },
    verify: { algorithms: ['HS256'], allowedIss: 'sagacity', ignoreExpiration: true, cache: 1_000 },
  });
  return {
    sign: ({ accountId, sessionId, expiresAtMs }) =>
      app.jwt.sign({ sub: accountId, sid: sessionId, exp: Math.floor(expiresAtMs / 1_000) }),
    verify(token) {
      let payload: Payload;
      try {
        payload = app.jwt.verify<Payload>(token);
      } catch (error) {
        throw new AppError('UNAUTHENTICATED', 'the access token is not valid; sign in again', {}, error);
      }
      if (payload.exp * 1_000 <= clock.now())
        throw new AppError('UNAUTHENTICATED', 'the access token has expired; refresh the session');
      return { accountId: payload.sub, sessionId: payload.sid, expiresAtMs: payload.exp * 1_000 };
    },
  };
}
