import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Nothing is taken for another type than it says; what the API answers is kept by nobody, unless the reply says otherwise. */
export function guardReplies(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => guardReply(request, reply));
}

/** For what is answered before any hook has run. */
export function guardReply({ url }: Pick<FastifyRequest, 'url'>, reply: FastifyReply): void {
  reply.header('x-content-type-options', 'nosniff');
  if (/^\/api(?:[/?]|$)/.test(url) && !reply.hasHeader('cache-control'))
    reply.header('cache-control', 'no-store');
}
