import type { StartedSession } from '@sagacity/features/accounts/index';
import type { FastifyReply, FastifyRequest } from 'fastify';

const name = 'sagacity_refresh';

export interface RefreshCookie {
  read(request: FastifyRequest): string;
  write(reply: FastifyReply, started: StartedSession): void;
  clear(reply: FastifyReply): void;
}

/** The refresh token's cookie: no script reads it, no other site sends it, and only the session routes get it. */
export function createRefreshCookie({ secure }: { readonly secure: boolean }): RefreshCookie {
  const options = { path: '/api/session', httpOnly: true, sameSite: 'strict', secure } as const;
  return {
    read: (request) => request.cookies[name] ?? '',
    write(reply, { refreshToken, refreshExpiresAt }) {
      if (refreshToken) reply.setCookie(name, refreshToken, { ...options, expires: refreshExpiresAt });
    },
    clear: (reply) => reply.clearCookie(name, options),
  };
}
