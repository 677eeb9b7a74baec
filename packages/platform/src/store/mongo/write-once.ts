import {
  type ClientSession,
  type Db,
  type Document,
  Long,
  type MongoClient,
  MongoServerError,
} from 'mongodb';
import { attemptMs, type RetryOptions, retryTransient } from './retry-transient.ts';

/**
 * Runs a write of one statement, applied once however often it is sent: every attempt carries the same session id and transaction
 * number, by which the server recognises a write it has made and answers as it did then. The driver does this too, but for one retry only.
 */
export async function writeOnce(
  client: MongoClient,
  db: Db,
  command: Document,
  options: RetryOptions,
): Promise<Document> {
  const session = client.startSession({ causalConsistency: false });
  try {
    const txnNumber = Long.fromNumber(nextNumber(session));
    return await retryTransient(async (leftMs) => {
      const sent = {
        ...command,
        txnNumber,
        maxTimeMS: Math.min(leftMs, attemptMs),
        writeConcern: { w: 'majority' },
      };
      return checkReply(await db.command(sent, { session, promoteBuffers: true }));
    }, options);
  } finally {
    void session.endSession();
  }
}

/** Transactions count up the same number, so a pooled session stays usable for both. */
function nextNumber(session: ClientSession): number {
  session.serverSession.txnNumber += 1;
  return session.serverSession.txnNumber;
}

/** A reply may be ok and still carry the failure of its statement, or of waiting for the majority (asked again: retryable). */
export function checkReply(reply: Document): Document {
  const failure = reply.writeErrors?.[0];
  if (failure) throw new MongoServerError(failure);
  if (reply.writeConcernError)
    throw new MongoServerError({ ...reply.writeConcernError, errorLabels: ['RetryableWriteError'] });
  return reply;
}
