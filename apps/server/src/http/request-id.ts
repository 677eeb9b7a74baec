import type { IncomingMessage } from 'node:http';
import { newId } from '@sagacity/kernel';
import { withRequestId } from '@sagacity/platform/log/request-scope';
import type { FastifyInstance } from 'fastify';

const sane = /^[\w.-]{8,64}$/;

/** A proxy's `X-Request-Id` when it is a plain name, else a new one. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && sane.test(given) ? given : newId('req');
}

/** Every log line of a request carries its id, and so does the reply. */
export function carryRequestId(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    withRequestId(request.id, done);
  });
  // Reading a body leaves the scope of the first hook.
  app.addHook('preValidation', (request, _reply, done) => withRequestId(request.id, done));
}
