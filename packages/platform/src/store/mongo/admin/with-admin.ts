import { AppError, type Secret, systemClock } from '@sagacity/kernel';
import { type Db, MongoClient, type MongoClientOptions, MongoServerError } from 'mongodb';
import { isRefused } from '../mongo-fault.ts';
import { retryTransient } from '../retry-transient.ts';

export interface AdminOptions {
  readonly uri: Secret;
  /** Names the work in errors. */
  readonly what: string;
  readonly deadlineMs: number;
  readonly client?: MongoClientOptions;
}

/** Member not there yet, configuration being changed or not yet agreed on by the members: the same call succeeds a moment later. */
const settling = new Set([74, 103, 109, 308]);

/**
 * `work` on the database `admin`, begun again until it succeeds or the deadline has passed (STORE_UNAVAILABLE); so it looks first at
 * what is there. A server that is starting is waited for, one that refuses the credentials is not.
 */
export async function withAdmin<R>(options: AdminOptions, work: (admin: Db) => Promise<R>): Promise<R> {
  const { uri, what, deadlineMs } = options;
  const client = new MongoClient(uri.reveal(), {
    serverSelectionTimeoutMS: 2_000,
    connectTimeoutMS: 2_000,
    socketTimeoutMS: 15_000,
    maxPoolSize: 2,
    retryWrites: false,
    appName: 'sagacity-admin',
    ...options.client,
  });
  const connect = async () => void (await client.connect());
  try {
    return await retryTransient(() => work(client.db('admin')).catch(labelSettling), {
      what,
      deadlineMs,
      clock: systemClock,
      connect,
    });
  } catch (error) {
    if (!isRefused(error)) throw error;
    throw new AppError(
      'STORE_UNAVAILABLE',
      `store ${what}: MongoDB refused the user (${(error as Error).message}); check that its password is the one the data were first made with`,
      {},
      error,
    );
  } finally {
    await client.close();
  }
}

function labelSettling(error: unknown): never {
  if (error instanceof MongoServerError && settling.has(Number(error.code)))
    error.addErrorLabel('RetryableWriteError');
  throw error;
}
