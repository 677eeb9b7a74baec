import { AppError, messageOf } from '@sagacity/kernel';
import { MongoNetworkError, MongoServerError, MongoServerSelectionError } from 'mongodb';
import type { Entity, Stored } from '../port.ts';
import { indexName } from '../schema/index-name.ts';

/**
 * Host unreachable, network timeout, shutdown, write conflict, stepped-down or recovering primary, and their kin: the server's
 * published list of retryable codes, with 112 (write conflict), 50 (ran out of its time share) and 117 (another works on the same indexes).
 */
const transientCodes = new Set([
  6, 7, 50, 64, 89, 91, 112, 117, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436,
]);

/** Of the socket itself: the driver passes some on as they are, a write to a connection that the other side has just ended for one. */
const socketCodes = new Set([
  'EPIPE',
  'ECONNRESET',
  'ECONNREFUSED',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** Whether the same call may succeed a moment later. */
export function isTransient(error: unknown): boolean {
  if (error instanceof MongoServerError)
    return (
      transientCodes.has(Number(error.code)) ||
      error.hasErrorLabel('RetryableWriteError') ||
      error.hasErrorLabel('TransientTransactionError')
    );
  return (
    error instanceof MongoNetworkError ||
    error instanceof MongoServerSelectionError ||
    socketCodes.has((error as NodeJS.ErrnoException | null)?.code ?? '') ||
    (error as Error | null)?.name === 'MongoTopologyClosedError' ||
    (error as Error | null)?.name === 'MongoWaitQueueTimeoutError' // not exported
  );
}

/** In words for anybody, as they are said before sign-in too: addresses and names of collections are in the cause, which is logged. */
export function unavailable(what: string, error: unknown): AppError {
  const cause = new Error(`${what}: ${messageOf(error)}`, { cause: error });
  return new AppError('STORE_UNAVAILABLE', saidOf(error), {}, cause);
}

export function saidOf(error: unknown): string {
  if (isOf(error, outOfDiskSpace)) return 'MongoDB has no disk space left; make room on its volume';
  if (isRefused(error)) return 'MongoDB refuses its user; check the credentials';
  if (isServerFailure(error)) return 'MongoDB fails; its log says why';
  return 'MongoDB does not answer or has no primary; what needs it works again when it is back';
}

const isOf = (error: unknown, codes: ReadonlySet<number>): boolean =>
  error instanceof MongoServerError && codes.has(Number(error.code));

/** Unauthorized, AuthenticationFailed. */
const refusedCodes = new Set([13, 18]);
export const isRefused = (error: unknown): boolean => isOf(error, refusedCodes);

const outOfDiskSpace = new Set([14_031]);
/** Also as the cause of what the store made of it. */
export const isOutOfSpace = (error: unknown): boolean =>
  isOf(error, outOfDiskSpace) ||
  (error instanceof Error && error.cause !== undefined && isOutOfSpace(error.cause));

/** InternalError, UnknownError, OutOfDiskSpace. */
const serverFailedCodes = new Set([1, 8, ...outOfDiskSpace]);
/** The server failed, not the call. Whether the call was done is unknown, so it is not made again. */
export const isServerFailure = (error: unknown): boolean => isOf(error, serverFailedCodes);

/** BadValue, TypeMismatch, PathNotViable, ImmutableField: the update does not fit the document. */
const misfitCodes = new Set([2, 14, 28, 66]);

/** What the driver threw, in the store's words: DUPLICATE_KEY with `details.fields`, VALIDATION_FAILED, or the error as it came. */
export function mongoFault(error: unknown, entity: Entity<Stored>): unknown {
  if (!(error instanceof MongoServerError)) return error;
  if (error.code === 11000) {
    const fields = duplicateFields(error, entity);
    return new AppError(
      'DUPLICATE_KEY',
      `store ${entity.name}: another document has this ${fields.join(' + ')}; change it or update that document`,
      { collection: entity.name, fields },
      error,
    );
  }
  if (isRefused(error) || isServerFailure(error)) return unavailable(entity.name, error);
  if (!isOf(error, misfitCodes)) return error;
  return new AppError(
    'VALIDATION_FAILED',
    `store ${entity.name}: the write does not fit the document: ${error.message}`,
    { issues: [{ path: '', message: error.message }] },
    error,
  );
}

function duplicateFields(error: MongoServerError, entity: Entity<Stored>): string[] {
  if (error.keyPattern) return Object.keys(error.keyPattern);
  const name = /index: (\S+)/.exec(error.message)?.[1];
  const index = entity.indexes.find((spec) => indexName(spec) === name);
  return index ? Object.keys(index.keys) : ['_id'];
}
