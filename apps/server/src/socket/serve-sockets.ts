import type { IncomingMessage } from 'node:http';
import type { WebSocket } from '@fastify/websocket';
import fastifyWebsocket from '@fastify/websocket';
import { type AccountServices, redeemSocketTicket } from '@sagacity/features/accounts/index';
import type { Actor, Ctx } from '@sagacity/features/context';
import { AppError } from '@sagacity/kernel';
import type { Config } from '@sagacity/platform/config/index';
import type { FastifyInstance } from 'fastify';
import { checkOrigin } from './check-origin.ts';
import { sayGoodbye } from './say-goodbye.ts';
import { type Connection, type ConnectionDeps, serveConnection } from './serve-connection.ts';
import { socketProtocol, ticketOf } from './socket-protocol.ts';

export interface SocketDeps extends ConnectionDeps {
  readonly config: Pick<Config, 'publicUrl' | 'allowedOrigins' | 'limits'>;
  readonly base: Pick<Ctx, 'clock' | 'log' | 'store' | 'newId'>;
  readonly authenticator: AccountServices['authenticator'];
}

const socketPath = '/api/ws';
const maxPayload = 16 * 1024;
const beatEveryMs = 25_000;

/** Only here a connection may become a WebSocket; an upgrade anywhere else is a request like any other. */
export const isUpgrade = ({ url = '', headers }: IncomingMessage): boolean =>
  headers.upgrade?.toLowerCase() === 'websocket' && url.split('?')[0] === socketPath;

interface Open {
  readonly connection: Connection;
  readonly actor: Actor;
  answered: boolean;
}

/** `/api/ws`: one socket per ticket, refused before the upgrade; ends when its session or its role does, or when the client stops answering. */
export async function serveSockets(app: FastifyInstance, deps: SocketDeps): Promise<void> {
  const { config, base, authenticator } = deps;
  const open = new Map<WebSocket, Open>();
  let isStopping = false;

  const beat = async (socket: WebSocket, one: Open) => {
    if (!one.answered) return socket.terminate();
    one.answered = false;
    socket.ping();
    const { id: accountId, sessionId, role } = one.actor;
    try {
      const now = await authenticator.authenticate(base, { accountId, sessionId: sessionId ?? '' });
      if (now.actor.role !== role || now.mustChangePassword) one.connection.bye('account-changed');
    } catch (error) {
      if (error instanceof AppError && error.code === 'SESSION_REVOKED') one.connection.bye('session-ended');
    }
  };
  const timer = setInterval(() => {
    for (const [socket, one] of open) void beat(socket, one);
  }, beatEveryMs).unref();

  await app.register(fastifyWebsocket, {
    options: {
      maxPayload,
      handleProtocols: (offered) => offered.has(socketProtocol) && socketProtocol,
    },
    preClose: async () => {
      clearInterval(timer);
      isStopping = true;
      await sayGoodbye(open);
      app.websocketServer.close();
    },
  });

  app.route({
    method: 'GET',
    url: socketPath,
    websocket: true,
    schema: { hide: true },
    config: { policy: 'viewer' },
    preValidation: async (request) => {
      if (isStopping) throw new AppError('NOT_READY', 'this server is stopping; connect again');
      checkOrigin(request, config);
      const actor = await redeemSocketTicket({ ...base, authenticator }, ticketOf(request));
      const held = [...open.values()].filter((one) => one.actor.id === actor.id).length;
      if (held >= config.limits.socketsPerAccount)
        throw new AppError(
          'RATE_LIMITED',
          `at most ${config.limits.socketsPerAccount} sockets at a time; close one`,
        );
      request.ctx = { ...base, actor, requestId: request.id, address: request.ip };
    },
    handler: (socket, { ctx }) => {
      const one: Open = { actor: ctx.actor, answered: true, connection: serveConnection(socket, ctx, deps) };
      open.set(socket, one);
      socket.on('pong', () => {
        one.answered = true;
      });
      socket.on('close', () => open.delete(socket));
    },
  });
}
