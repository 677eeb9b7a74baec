import type { ClientSession, Db, Document, MongoClient } from 'mongodb';
import { guardUpsert } from './guard-upsert.ts';
import { attemptMs, type RetryOptions, readPatienceMs, retryTransient } from './retry-transient.ts';
import { runTransaction } from './run-transaction.ts';
import { checkReply, writeOnce } from './write-once.ts';

export interface CallOptions {
  readonly session?: ClientSession;
  readonly maxTimeMS?: number;
  readonly readPreference?: 'primary' | 'primaryPreferred';
}

/** Where a collection reads and writes: the database itself with its retries, or one open transaction that is retried as a whole. */
export interface MongoSession {
  readonly db: Db;
  /**
   * A read. Outside a transaction it goes to the primary, so that it sees what was written before, and while there is none to another
   * member, whose answer may be older by the time it lags. What must not be decided on such an answer is read `fresh`, or decided by the
   * filter of a write or inside a transaction: all are the primary's alone.
   */
  read<R>(fresh: boolean, work: (options: CallOptions) => Promise<R>): Promise<R>;
  /** A write that may be sent again as it stands: the removal of all that match. */
  repeatable<R>(work: (options: CallOptions) => Promise<R>): Promise<R>;
  /** Told of each call that failed: inside a transaction the first dooms the whole, since the server has ended it. */
  noteFailure(error: unknown): void;
  /** One command with one statement, applied once. */
  write(command: Document, upsert?: boolean): Promise<Document>;
  /** Several statements, all or none. */
  together<R>(work: (inside: MongoSession, session: ClientSession) => Promise<R>): Promise<R>;
}

export function sessionOutside(client: MongoClient, db: Db, options: RetryOptions): MongoSession {
  return {
    db,
    noteFailure: () => undefined,
    read(fresh, work) {
      const readPreference = fresh ? 'primary' : 'primaryPreferred';
      return retryTransient((leftMs) => work({ maxTimeMS: Math.min(leftMs, attemptMs), readPreference }), {
        ...options,
        patienceMs: readPatienceMs,
      });
    },
    repeatable: (work) =>
      retryTransient((leftMs) => work({ maxTimeMS: Math.min(leftMs, attemptMs) }), options),
    write: (command, upsert) => {
      const write = () => writeOnce(client, db, command, options);
      return upsert ? guardUpsert(write) : write();
    },
    together: (work) =>
      runTransaction(client, (session) => work(sessionInside(db, session), session), options),
  };
}

export function sessionInside(db: Db, session: ClientSession): MongoSession & { throwFailure(): void } {
  const failures: unknown[] = [];
  const inside: MongoSession & { throwFailure(): void } = {
    db,
    noteFailure: (error) => void failures.push(error),
    throwFailure() {
      if (failures.length > 0) throw failures[0];
    },
    read: (_fresh, work) => work({ session }),
    repeatable: (work) => work({ session }),
    write: async (command) => checkReply(await db.command(command, { session, promoteBuffers: true })),
    together: (work) => work(inside, session),
  };
  return inside;
}
