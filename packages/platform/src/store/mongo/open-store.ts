import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError, type Clock, type Secret, systemClock } from '@sagacity/kernel';
import type { MongoClient } from 'mongodb';
import type { Store } from '../port.ts';
import { checkEntity } from '../schema/check-entity.ts';
import { connectMongo } from './connect-mongo.ts';
import { ensureEntity } from './ensure-entity.ts';
import { mongoCollection } from './mongo-collection.ts';
import { unavailable } from './mongo-fault.ts';
import { sessionInside, sessionOutside } from './mongo-session.ts';
import { createWriteProbe } from './probe-write.ts';
import { pulseOf } from './pulse.ts';
import { retryTransient } from './retry-transient.ts';
import { runTransaction } from './run-transaction.ts';

export interface MongoStoreOptions {
  /** Of a replica set: transactions and write identities need one. */
  readonly uri: Secret;
  readonly database: string;
  /** Connections shared with other stores, which whoever opened them closes; else the store has its own. */
  readonly client?: MongoClient;
  /** How long a call may take with all its retries; 30,000 by default. */
  readonly deadlineMs?: number;
  readonly clock?: Clock;
}

/** Documents in MongoDB: majority writes, each with an identity, and one retry loop instead of the driver's single retry. Connects when first used. */
export function openMongoStore(options: MongoStoreOptions): Store {
  const { uri, database, deadlineMs = 30_000, clock = systemClock } = options;
  const client = options.client ?? connectMongo(uri);
  const db = client.db(database);
  let closed = false;
  const connect = async () => {
    if (closed) throw unavailable(database, 'the store is closed');
    await client.connect();
  };
  const pulse = pulseOf(client, clock);
  const retry = { what: database, deadlineMs, clock, connect, pulse };
  const outside = sessionOutside(client, db, retry);
  const refusesWrites = createWriteProbe(db, clock, pulse);
  const inTransaction = new AsyncLocalStorage<{ open: boolean }>();

  return {
    collection: (entity) => mongoCollection(entity, outside),
    async ensure(entities) {
      for (const entity of entities) checkEntity(entity);
      for (const entity of entities) await retryTransient(() => ensureEntity(db, entity), retry);
    },
    async transaction(work) {
      if (inTransaction.getStore()?.open)
        throw new AppError(
          'INTERNAL',
          `store ${database}: a transaction inside a transaction; use the outer one's tx`,
        );
      const scope = { open: true };
      try {
        return await runTransaction(
          client,
          async (session) => {
            const inside = sessionInside(db, session);
            try {
              const tx = { collection: ((entity) => mongoCollection(entity, inside)) as Store['collection'] };
              return await inTransaction.run(scope, () => work(tx));
            } finally {
              inside.throwFailure();
            }
          },
          retry,
        );
      } finally {
        scope.open = false;
      }
    },
    async ping(timeoutMs) {
      try {
        await connect();
        await db.command({ ping: 1 }, { timeoutMS: timeoutMs });
        return await refusesWrites(timeoutMs);
      } catch (error) {
        throw unavailable(database, error);
      }
    },
    async close() {
      closed = true;
      if (!options.client) await client.close();
    },
  };
}
