import { setTimeout } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * Lets nobody new in, tells proxies to keep no connection, and resolves when every request has its answer or `limitMs` passed.
     * Sockets stay open.
     */
    drain(limitMs: number): Promise<void>;
  }
}

/** Adds `drain`: requests that came in before the end are answered, whatever connection they came by. */
export function drainRequests(app: FastifyInstance): void {
  const unanswered = new Set<object>();
  let isDraining = false;
  let onEmpty = () => {};

  const answered = (request: object) => {
    unanswered.delete(request);
    if (unanswered.size === 0) onEmpty();
  };
  app.addHook('onRequest', async (request) => {
    if (!request.ws) unanswered.add(request.raw);
  });
  app.addHook('onResponse', async (request) => answered(request.raw));
  app.addHook('onRequestAbort', async (request) => answered(request.raw));
  app.addHook('onSend', async (_request, reply) => {
    if (isDraining) reply.header('connection', 'close');
  });
  app.decorate('drain', async (limitMs: number) => {
    isDraining = true;
    app.server.close();
    if (unanswered.size === 0) return;
    const { promise: empty, resolve } = Promise.withResolvers<void>();
    onEmpty = resolve;
    await Promise.race([empty, setTimeout(limitMs, undefined, { ref: false })]);
  });
}
