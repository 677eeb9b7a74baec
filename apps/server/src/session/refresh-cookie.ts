import type { StartedSession } from '@sagacity/features/accounts/index';
import type { FastifyReply, FastifyRequest } from 'fastify';

const name = 'sagacity_refresh';

export interface RefreshCookie {
  read(request: FastifyRequest): string;
  write(reply: FastifyReply, started: StartedSession): void;
  clear(reply: FastifyReply): void;
}

/** The refresh token's cookie: no script reads it, no other site sends it, only the session routes get it, over TLS when there is any. */
export function createRefreshCookie({ alwaysSecure }: { readonly alwaysSecure: boolean }): RefreshCookie {
  const optionsFor = ({ request }: FastifyReply) =>
    ({
      path: '/api/session',
      httpOnly: true,
      sameSite: 'strict',
      secure: alwaysSecure || request.protocol === 'https',
    }) as const;
  return {
    read: (request) => request.cookies[name] ?? '',
    write(reply, { refreshToken, refreshExpiresAt }) {
      reply.setCookie(name, refreshToken, { ...optionsFor(reply), expires: refreshExpiresAt });
    },
    clear: (reply) => reply.clearCookie(name, optionsFor(reply)),
  };
}
