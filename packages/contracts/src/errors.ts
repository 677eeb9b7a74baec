import { z } from 'zod';

interface ErrorRow {
  /** HTTP status of the reply. */
  readonly status: number;
  /** Exit code of the command line. */
  readonly exit: number;
  /** True when the same request may succeed later without being changed. */
  readonly retryable: boolean;
  /** One line for the reference page. */
  readonly doc: string;
}

/** The one place that maps an error code to what each door answers. */
export const errorTable = {
  VALIDATION_FAILED: {
    status: 400,
    exit: 2,
    retryable: false,
    doc: 'The input does not match its schema; `details.issues` names each field.',
  },
  UNAUTHENTICATED: { status: 401, exit: 3, retryable: false, doc: 'No valid session: sign in again.' },
  CREDENTIALS_REJECTED: { status: 401, exit: 3, retryable: false, doc: 'User name or password is wrong.' },
  SESSION_REVOKED: {
    status: 401,
    exit: 3,
    retryable: false,
    doc: 'The session was signed out, or its refresh token was used twice.',
  },
  PASSWORD_CHANGE_REQUIRED: {
    status: 403,
    exit: 4,
    retryable: false,
    doc: 'The one-time password must be changed before anything else.',
  },
  FORBIDDEN: {
    status: 403,
    exit: 4,
    retryable: false,
    doc: 'The role of this account, or the owner of the file, does not allow the action.',
  },
  NOT_FOUND: {
    status: 404,
    exit: 5,
    retryable: false,
    doc: 'The thing named does not exist, or is not yours to see.',
  },
  INSTRUMENT_UNKNOWN: {
    status: 404,
    exit: 5,
    retryable: false,
    doc: 'The text names no instrument; `details.hint` shows accepted spellings.',
  },
  NO_DATA: {
    status: 404,
    exit: 5,
    retryable: false,
    doc: 'No source has data for this instrument and date.',
  },
  CONFLICT: {
    status: 409,
    exit: 6,
    retryable: false,
    doc: 'The action does not fit the present state of the thing.',
  },
  DUPLICATE_KEY: {
    status: 409,
    exit: 6,
    retryable: false,
    doc: 'A unique field already has this value; `details.fields` names it.',
  },
  IMPORT_REJECTED: {
    status: 422,
    exit: 7,
    retryable: false,
    doc: 'The file has bad rows; `details.rows` gives line, column and reason.',
  },
  ADDRESS_REFUSED: {
    status: 422,
    exit: 7,
    retryable: false,
    doc: 'The address is private, local or not http(s), and was not allowed in the configuration.',
  },
  PASSWORD_WEAK: {
    status: 422,
    exit: 7,
    retryable: false,
    doc: 'The new password is too short, too common, or the old one.',
  },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    exit: 7,
    retryable: false,
    doc: 'The body or file is larger than allowed.',
  },
  TOO_MANY_RANGES: {
    status: 416,
    exit: 7,
    retryable: false,
    doc: 'More than five ranges of a file were asked for at once.',
  },
  BUDGET_EXCEEDED: {
    status: 409,
    exit: 8,
    retryable: false,
    doc: 'The next model call could cost more than the budget leaves.',
  },
  TIME_LIMIT_EXCEEDED: {
    status: 504,
    exit: 9,
    retryable: true,
    doc: 'The call or the run took longer than its limit.',
  },
  REQUEST_TIMEOUT: {
    status: 408,
    exit: 9,
    retryable: true,
    doc: 'The request did not arrive in time, or its body did not get on.',
  },
  RATE_LIMITED: {
    status: 429,
    exit: 10,
    retryable: true,
    doc: 'Too many requests; `details.retryAfterMs` says how long to wait.',
  },
  LOCKED_OUT: {
    status: 429,
    exit: 10,
    retryable: true,
    doc: 'Too many failed sign-ins; `details.retryAfterMs` says how long to wait.',
  },
  NOT_CONFIGURED: {
    status: 422,
    exit: 11,
    retryable: false,
    doc: 'A key or setting this needs is missing; the message names it.',
  },
  KEY_REFUSED: {
    status: 422,
    exit: 11,
    retryable: false,
    doc: 'A vendor refused the key it was given; the message names it.',
  },
  UPSTREAM_FAILED: { status: 502, exit: 12, retryable: true, doc: 'A data or model vendor failed.' },
  STORE_UNAVAILABLE: {
    status: 503,
    exit: 13,
    retryable: true,
    doc: 'The database does not answer within its deadline.',
  },
  STORAGE_FULL: {
    status: 507,
    exit: 13,
    retryable: true,
    doc: 'The disk for files is full; it works again once there is room.',
  },
  NOT_READY: { status: 503, exit: 13, retryable: true, doc: 'The server is starting or shutting down.' },
  UNSUPPORTED_OPERATOR: {
    status: 500,
    exit: 70,
    retryable: false,
    doc: 'A store filter or update uses an operator outside the declared subset.',
  },
  CONFIG_INVALID: {
    status: 500,
    exit: 78,
    retryable: false,
    doc: 'The configuration has faults; all are listed with their paths.',
  },
  SECRET_REJECTED: {
    status: 500,
    exit: 78,
    retryable: false,
    doc: 'A secret is too short or publicly known.',
  },
  CANCELLED: { status: 409, exit: 130, retryable: false, doc: 'The run was cancelled.' },
  INTERNAL: {
    status: 500,
    exit: 1,
    retryable: false,
    doc: 'A fault of the program; the request id finds it in the log.',
  },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof errorTable;
export const errorCodes = Object.keys(errorTable) as ErrorCode[];
export const errorCodeSchema = z.enum(errorCodes as [ErrorCode, ...ErrorCode[]]);

/** The one shape of every error reply. */
export const errorReplySchema = z.object({
  error: z.object({
    code: errorCodeSchema,
    message: z.string(),
    details: z.record(z.string(), z.unknown()).default({}),
    requestId: z.string(),
  }),
});
export type ErrorReply = z.infer<typeof errorReplySchema>;
