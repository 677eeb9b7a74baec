import { type ErrorCode, type ErrorReply, errorTable } from '@sagacity/contracts';
import { AppError } from '@sagacity/kernel';
import type { Log } from '@sagacity/platform/log/log';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

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

export function answerError(request: FastifyRequest, reply: FastifyReply, error: AppError): FastifyReply {
  const { status } = errorTable[error.code];
  const { retryAfterMs } = error.details;
  if (typeof retryAfterMs === 'number')
    reply.header('retry-after', Math.max(1, Math.ceil(retryAfterMs / 1_000)));
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

/** Fastify's own refusals, by its codes. */
const doorCodes: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  FST_ERR_CTP_INVALID_JSON_BODY: 'VALIDATION_FAILED',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'VALIDATION_FAILED',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'VALIDATION_FAILED',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'VALIDATION_FAILED',
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
  const code = doorCodes[error.code];
  return code ? new AppError(code, error.message) : new AppError('INTERNAL', error.message, {}, error);
}
