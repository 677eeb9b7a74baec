import { type ErrorCode, type ErrorReply, errorTable } from '@sagacity/contracts';
import { AppError } from '@sagacity/kernel';
import type { Log } from '@sagacity/platform/log/log';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { guardReply } from './guard-replies.ts';

/** Every error leaves in one shape, with the status of the error table; what is not expected leaves as INTERNAL and goes to the log. */
export function answerErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const known = toAppError(error);
    const { status } = errorTable[known.code];
    const fields = { method: request.method, route: request.routeOptions.url, status, error };
    if (status >= 500) log.error(fields, 'a request failed');
    else
      log.debug(
        { ...fields, error: undefined, code: known.code, reason: known.message },
        'a request was refused',
      );
    return answerError(request, reply, known);
  });
}

/** For what the router refuses before any hook has run. */
export function answerRefusal(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  reply.header('x-request-id', request.id);
  guardReply(request, reply);
  answerError(request, reply, toAppError(error));
}

export function answerError(request: FastifyRequest, reply: FastifyReply, error: AppError): FastifyReply {
  const { status } = errorTable[error.code];
  const { retryAfterMs } = error.details;
  if (typeof retryAfterMs === 'number')
    reply.header('retry-after', Math.max(1, Math.ceil(retryAfterMs / 1_000)));
  // The connection of an upgrade that was refused is of no more use, and must not be kept by a proxy for others.
  if (request.headers.upgrade !== undefined) reply.header('connection', 'close');
  const isFault = error.code === 'INTERNAL' || status === 500;
  const body: ErrorReply = {
    error: {
      code: isFault ? 'INTERNAL' : error.code,
      message: isFault ? 'the server failed; the log has more under this request id' : error.message,
      details: isFault ? {} : error.details,
      requestId: request.id,
    },
  };
  return reply.code(status).type('application/json; charset=utf-8').serializer(JSON.stringify).send(body);
}

/** Refusals of the framework and its plugins, by status; any other below 500 is a request that is not right. */
const refusals: Record<number, ErrorCode> = {
  403: 'NOT_FOUND',
  404: 'NOT_FOUND',
  408: 'REQUEST_TIMEOUT',
  413: 'PAYLOAD_TOO_LARGE',
  429: 'RATE_LIMITED',
};

function toAppError(error: FastifyError): AppError {
  if (error instanceof AppError) return error;
  if (error.validation) {
    const part = error.validationContext ?? 'input';
    const issues = error.validation.map(({ instancePath, message = 'is not valid' }) => ({
      path: instancePath.slice(1).replaceAll('/', '.'),
      message,
    }));
    const text = issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ');
    return new AppError('VALIDATION_FAILED', `${part} is not valid: ${text}`, { part, issues });
  }
  const { statusCode = 500, message } = error;
  if (statusCode < 400 || statusCode >= 500) return new AppError('INTERNAL', message, {}, error);
  return new AppError(refusals[statusCode] ?? 'VALIDATION_FAILED', message);
}
