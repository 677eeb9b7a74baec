import { isAppError } from '@sagacity/kernel';

/** What the engine answers, or something else where there is none: files are written there all the same. */
export const orWithoutEngine = <T>(asked: Promise<T>, otherwise: T): Promise<T> =>
  asked.catch((error: unknown) => {
    if (isAppError(error, 'NOT_CONFIGURED') || isAppError(error, 'UPSTREAM_FAILED')) return otherwise;
    throw error;
  });
