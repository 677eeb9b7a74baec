import { type ClientSession, type MongoClient, MongoError } from 'mongodb';
import { isTransient } from './mongo-fault.ts';
import { type RetryOptions, retryTransient } from './retry-transient.ts';

/** `work` in one transaction, begun again when it met a conflict or lost its primary, until the deadline. */
export async function runTransaction<R>(
  client: MongoClient,
  work: (session: ClientSession) => Promise<R>,
  options: RetryOptions,
): Promise<R> {
  const session = client.startSession({ causalConsistency: false });
  try {
    return await retryTransient(async (leftMs) => {
      session.startTransaction({ readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } });
      try {
        const result = await work(session);
        await commit(session, { ...options, deadlineMs: leftMs });
        return result;
      } catch (error) {
        if (session.inTransaction()) await session.abortTransaction().catch(ignored);
        throw error;
      }
    }, options);
  } finally {
    // Not waited for: with nobody there it takes as long as the call that was given up.
    void session.endSession().catch(ignored);
  }
}

/** The server ends what it cannot be told to end. */
const ignored = () => undefined;

/** A commit whose answer was lost is sent again: the server knows whether it was made. */
async function commit(session: ClientSession, options: RetryOptions): Promise<void> {
  let verdict: unknown = null;
  await retryTransient(async () => {
    try {
      await session.commitTransaction();
    } catch (error) {
      const unknown = error instanceof MongoError && error.hasErrorLabel('UnknownTransactionCommitResult');
      if (unknown && isTransient(error)) throw error;
      verdict = error;
    }
  }, options);
  if (verdict) throw verdict;
}
