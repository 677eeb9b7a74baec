import { Server, type Socket } from 'node:net';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * Tells proxies to keep no connection, half a second later lets nobody new in, and resolves when every request has its answer or
     * `limitMs` passed. Sockets stay open.
     */
    drain(limitMs: number): Promise<void>;
  }
}

/** A connection closed by the server can meet a request just sent, which is lost; given this time, busy ones end with an answer. */
const lingerMs = 500;
const lookEveryMs = 20;
const mostQuietTurns = 10;

/** Adds `drain`: requests that came in before the end are answered, whatever connection they came by. */
export function drainRequests(app: FastifyInstance): void {
  const connections = new Set<Socket>();
  const unanswered = new Set<object>();
  let accepted = 0;
  let isDraining = false;

  app.server.on('connection', (connection: Socket) => {
    accepted += 1;
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
  });
  app.addHook('onRequest', async (request) => {
    if (request.ws) connections.delete(request.raw.socket);
    else unanswered.add(request.raw);
  });
  app.addHook('onResponse', async (request) => void unanswered.delete(request.raw));
  app.addHook('onRequestAbort', async (request) => void unanswered.delete(request.raw));
  app.addHook('onSend', async (_request, reply) => {
    if (isDraining) reply.header('connection', 'close');
  });

  app.decorate('drain', async (limitMs: number) => {
    const endsAtMs = performance.now() + limitMs;
    const restMs = Math.min(lingerMs, limitMs / 4);
    isDraining = true;
    if (connections.size > 0) await setTimeout(restMs);
    // One connection is accepted per turn of the event loop: while turns bring some, others are still waiting at the door.
    for (let quietTurns = 0; quietTurns < mostQuietTurns && performance.now() < endsAtMs; quietTurns++) {
      const before = accepted;
      await setImmediate();
      if (accepted > before) quietTurns = 0;
    }
    // The server's own `close` also cuts connections whose first request is still on its way.
    Server.prototype.close.call(app.server);
    const mayCutIdleAtMs = performance.now() + restMs;
    const isDone = () =>
      connections.size === 0 || (unanswered.size === 0 && performance.now() >= mayCutIdleAtMs);
    while (!isDone() && performance.now() < endsAtMs) await setTimeout(lookEveryMs);
  });
}
