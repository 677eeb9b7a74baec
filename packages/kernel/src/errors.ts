import { type ErrorCode, errorTable } from '@sagacity/contracts/errors';

/** Base of every expected failure. Knows no transport; doors look the code up in `errorTable`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Record<string, unknown>;

  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}, cause?: unknown) {
    super(message, { cause });
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }

  get retryable(): boolean {
    return errorTable[this.code].retryable;
  }
}

export const isAppError = (error: unknown, code?: ErrorCode): error is AppError =>
  error instanceof AppError && (code === undefined || error.code === code);

/** Text for logs and details of any thrown value. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
