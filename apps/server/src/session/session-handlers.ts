import {
  type AccountServices,
  changePassword,
  refreshSession,
  type StartedSession,
  signIn,
  signOut,
} from '@sagacity/features/accounts/index';
import { isAppError } from '@sagacity/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DoorHandlers } from '../http/handler.ts';
import type { RefreshCookie } from './refresh-cookie.ts';

const userAgentOf = ({ headers }: FastifyRequest): string => headers['user-agent'] ?? '';

/** The routes that set or clear the refresh cookie. */
export function sessionHandlers(
  services: AccountServices,
  cookie: RefreshCookie,
): Pick<DoorHandlers, 'signIn' | 'refresh' | 'signOut' | 'changePassword'> {
  const handOut = (reply: FastifyReply, started: StartedSession) => {
    cookie.write(reply, started);
    return started.session;
  };
  return {
    signIn: async (ctx, { body }, { request, reply }) =>
      handOut(reply, await signIn({ ...ctx, ...services }, { ...body, userAgent: userAgentOf(request) })),

    refresh: async (ctx, _input, { request, reply }) => {
      const input = { refreshToken: cookie.read(request), userAgent: userAgentOf(request) };
      try {
        return handOut(reply, await refreshSession({ ...ctx, ...services }, input));
      } catch (error) {
        if (isAppError(error, 'SESSION_REVOKED') || isAppError(error, 'UNAUTHENTICATED')) cookie.clear(reply);
        throw error;
      }
    },

    signOut: async (ctx, { query }, { reply }) => {
      await signOut({ ...ctx, ...services }, query);
      cookie.clear(reply);
      return { ok: true };
    },

    changePassword: async (ctx, { body }, { request, reply }) =>
      handOut(
        reply,
        await changePassword({ ...ctx, ...services }, { ...body, userAgent: userAgentOf(request) }),
      ),
  };
}
