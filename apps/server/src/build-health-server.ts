import { api, bodyBytes, type RouteName } from '@sagacity/contracts';
import type { Health } from '@sagacity/features/health/index';
import { AppError } from '@sagacity/kernel';
import type { Log } from '@sagacity/platform/log/log';
import { type FastifyInstance, fastify } from 'fastify';
import { answerBrokenRequest } from './http/answer-broken-request.ts';
import { answerError, answerErrors, answerRefusal } from './http/answer-error.ts';
import { drainRequests } from './http/drain-requests.ts';
import { reportHealth } from './http/health-handlers.ts';
import { logRequests } from './http/log-requests.ts';
import { carryRequestId, requestIdOf } from './http/request-id.ts';

/** The only doors of a process that does not serve people: whether it lives, and whether it works. */
export function buildHealthServer(health: Health, log: Log): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: bodyBytes.public,
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: answerRefusal,
    genReqId: requestIdOf,
    requestIdHeader: false,
  });
  carryRequestId(app);
  drainRequests(app);
  logRequests(app, log);
  answerErrors(app, log);
  const config = (routeName: RouteName) => ({ config: { routeName, policy: 'public' as const } });
  app.get(api.live.path, config('live'), () => ({ status: 'ok' }));
  app.get(api.ready.path, config('ready'), (_request, reply) => reportHealth(health, reply));
  app.get(api.health.path, config('health'), (_request, reply) => reportHealth(health, reply));
  app.get('/health', config('health'), (_request, reply) => reportHealth(health, reply));
  app.setNotFoundHandler((request, reply) =>
    answerError(
      request,
      reply,
      new AppError('NOT_FOUND', 'this process executes runs; the API is served by role api'),
    ),
  );
  return app;
}
