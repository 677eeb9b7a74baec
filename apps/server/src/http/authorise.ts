import { hasRole, type Policy } from '@sagacity/contracts';
import type { Authenticated } from '@sagacity/features/accounts/authenticator';
import { type Actor, type Ctx, nobody } from '@sagacity/features/context';
import { AppError } from '@sagacity/kernel';
import type { FastifyRequest } from 'fastify';
import type { Authorise } from './register-routes.ts';

declare module 'fastify' {
  interface FastifyRequest {
    ctx: Ctx;
  }
}

export interface AuthoriseOptions {
  readonly base: Pick<Ctx, 'clock' | 'log' | 'store' | 'newId'>;
  /** Whose token this is. Throws UNAUTHENTICATED, SESSION_REVOKED. */
  readonly authenticate: (accessToken: string) => Promise<Authenticated>;
}

/** The policy of a route, applied to the bearer token of a request. */
export function createAuthorise({ base, authenticate }: AuthoriseOptions): Authorise {
  const contextOf = (request: FastifyRequest, actor: Actor): Ctx => ({
    ...base,
    actor,
    requestId: request.id,
    address: request.ip,
  });
  return async (request, policy) => {
    if (policy === 'public') return contextOf(request, nobody);
    const [scheme, token] = (request.headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !token)
      throw new AppError('UNAUTHENTICATED', 'no access token; sign in');
    const { actor, mustChangePassword } = await authenticate(token);
    if (policy !== 'session') checkRole(actor, policy, mustChangePassword);
    return contextOf(request, actor);
  };
}

function checkRole(actor: Actor, policy: Exclude<Policy, 'public' | 'session'>, mustChangePassword: boolean) {
  if (mustChangePassword)
    throw new AppError('PASSWORD_CHANGE_REQUIRED', 'change the one-time password first');
  if (!hasRole(actor.role, policy))
    throw new AppError('FORBIDDEN', `this needs the role ${policy}; ${actor.name} is ${actor.role}`, {
      role: policy,
    });
}
