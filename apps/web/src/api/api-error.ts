import { type ErrorCode, errorReplySchema, errorTable } from '@sagacity/contracts/errors';

/** `OFFLINE`: nothing answered. `REPLY_MISFIT`: an answer that does not fit the contract (page and server differ in version). */
export type ClientErrorCode = ErrorCode | 'OFFLINE' | 'REPLY_MISFIT';

export class ApiError extends Error {
  readonly code: ClientErrorCode;
  readonly status: number;
  readonly details: Record<string, unknown>;
  readonly requestId: string | null;

  constructor(
    code: ClientErrorCode,
    message: string,
    rest: { status?: number; details?: Record<string, unknown>; requestId?: string | null } = {},
  ) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.status = rest.status ?? 0;
    this.details = rest.details ?? {};
    this.requestId = rest.requestId ?? null;
  }

  /** Whether the same request may succeed later without being changed. */
  get retryable(): boolean {
    if (this.code === 'OFFLINE') return true;
    return this.code !== 'REPLY_MISFIT' && errorTable[this.code].retryable;
  }

  /** The server as a whole does not serve at present. */
  get notServing(): boolean {
    return this.code === 'OFFLINE' || this.code === 'NOT_READY' || this.code === 'STORE_UNAVAILABLE';
  }
}

/** Reads the error shape of a reply; a body that has none (a proxy's page) is judged by its status. */
export async function readApiError(reply: Response): Promise<ApiError> {
  const body: unknown = await reply.json().catch(() => null);
  const parsed = errorReplySchema.safeParse(body);
  if (parsed.success) {
    const { code, message, details, requestId } = parsed.data.error;
    return new ApiError(code, message, { status: reply.status, details, requestId });
  }
  const requestId = reply.headers.get('x-request-id');
  if (reply.status >= 502 && reply.status <= 504) {
    return new ApiError('NOT_READY', `The server answered ${reply.status}.`, {
      status: reply.status,
      requestId,
    });
  }
  return new ApiError('REPLY_MISFIT', `Unexpected answer with status ${reply.status}.`, {
    status: reply.status,
    requestId,
  });
}
