import type { Log } from '@sagacity/platform/log/log';
import type { FastifyInstance } from 'fastify';

/** One line per request when it is answered; health checks only at DEBUG. */
export function logRequests(app: FastifyInstance, log: Log): void {
  app.addHook('onResponse', async (request, reply) => {
    const { url, config } = request.routeOptions;
    const fields = {
      method: request.method,
      route: url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      account: request.ctx?.actor.id,
    };
    const isHealth = config.routeName === 'live' || url?.endsWith('/health') || url?.endsWith('/ready');
    if (isHealth && reply.statusCode === 200) log.debug(fields, 'answered');
    else log.info(fields, 'answered');
  });
}
