import { AppError, messageOf } from '@sagacity/kernel';

export const isMissing = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'NoSuchKey' || error.name === 'NotFound');

/** Runs `work`; whatever the store refuses or does not answer becomes STORE_UNAVAILABLE, except that an object is missing. */
export async function onS3<R>(what: string, work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError || isMissing(error)) throw error;
    throw new AppError(
      'STORE_UNAVAILABLE',
      `blobs: ${what} cannot be used (${nameOf(error)}: ${messageOf(error)}); check endpoint, bucket, keys and their rights`,
      {},
      error,
    );
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'error');
