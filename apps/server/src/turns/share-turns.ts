import type { Socket } from 'node:net';
import { finished } from 'node:stream';
import { addressKeyOf } from '@sagacity/features/accounts/index';
import { AppError } from '@sagacity/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createTurns, type Turns } from './create-turns.ts';

/** What one connection may ask before it was answered: browsers and proxies wait for each answer. */
const mostUnanswered = 32;
const isOfApi = ({ url, ws }: FastifyRequest) => url.startsWith('/api/') && !ws;

/** Nothing is worked on for a connection that is no more; nobody gets to see this. */
function stopIfGone({ destroyed }: Pick<Socket, 'destroyed'>): void {
  if (destroyed) throw new AppError('RATE_LIMITED', 'the connection was left');
}

/**
 * Reads and changes of one account, or of one address before signing in, are worked on a few at a time; an answer that is not read counts as
 * work. Pages and their files are left out. Gives the turns for what accounts ask by socket.
 */
export function shareTurns(app: FastifyInstance): Turns {
  const strangers = createTurns({ each: 8, waiting: 100 });
  const accounts = createTurns({ each: 12, waiting: 250 });
  const unanswered = new WeakMap<Socket, number>();

  app.addHook('onRequest', async ({ raw: { socket } }, { raw }) => {
    const asked = (unanswered.get(socket) ?? 0) + 1;
    unanswered.set(socket, asked);
    finished(raw, () => unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1));
    if (asked > mostUnanswered) socket.destroy();
    stopIfGone(socket);
  });
  app.addHook('preHandler', async (request, { raw }) => {
    if (!isOfApi(request)) return;
    const { ctx, ip } = request;
    const isStranger = !ctx || ctx.actor.sessionId === null;
    // Changes may wait long for an engine; what is read meanwhile has turns of its own.
    const kind = request.method === 'GET' ? 'read' : 'change';
    const turn = isStranger
      ? strangers.take(`${kind} ${addressKeyOf(ip)}`)
      : accounts.take(`${kind} ${ctx.actor.id}`);
    finished(raw, turn.leave);
    await turn.come;
    stopIfGone(request.raw.socket);
  });
  // A socket asks one thing after the other, and each account has so many sockets: nobody needs to be sent away.
  return createTurns({ each: 12, waiting: Number.POSITIVE_INFINITY });
}
