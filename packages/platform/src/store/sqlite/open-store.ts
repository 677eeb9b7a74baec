import { AppError, type Clock, systemClock } from '@sagacity/kernel';
import type { SqliteDatabase, SqliteTransaction } from '../../sqlite/open-database.ts';
import type { Entity, Store, Stored } from '../port.ts';
import { checkEntity } from '../schema/check-entity.ts';
import { entityDdl } from './index-ddl.ts';
import { type SqliteSession, sqliteCollection } from './sqlite-collection.ts';
import { sweepExpired } from './sweep-expired.ts';

export interface SqliteStoreOptions {
  /** The file it shares with the other embedded ports; who opened it closes it. */
  readonly database: SqliteDatabase;
  readonly clock?: Clock;
  /** Between two removals of expired documents; 60,000 by default. */
  readonly sweepEveryMs?: number;
  /** A sweep that failed; the next one tries again. */
  readonly onSweepFailed: (error: unknown) => void;
}

/** Documents in SQLite: one table per collection with the document as JSON, declared indexes as expression indexes. */
export function openSqliteStore(options: SqliteStoreOptions): Store {
  const { database, clock = systemClock, sweepEveryMs = 60_000, onSweepFailed } = options;
  const expiring = new Map<string, Entity<Stored>>();
  const outside: SqliteSession = { read: database, write: (work) => database.transaction(work) };
  const sweep = () => sweepExpired(database, expiring.values(), clock.now()).catch(onSweepFailed);
  const timer = setInterval(sweep, sweepEveryMs).unref();

  return {
    collection: (entity) => sqliteCollection(entity, outside),
    async ensure(entities) {
      for (const entity of entities) checkEntity(entity);
      await database.transaction((tx) => {
        for (const statement of entities.flatMap(entityDdl)) tx.exec(statement);
      });
      for (const entity of entities) expiring.set(entity.name, entity);
    },
    transaction: (work) =>
      database.transaction(async (tx) => {
        const inside = doomedSession(tx);
        const result = await work({ collection: (entity) => sqliteCollection(entity, inside) });
        inside.throwFailure();
        return result;
      }),
    async ping() {
      try {
        database.prepare('SELECT count(*) FROM sqlite_schema').get();
        return null;
      } catch (error) {
        throw new AppError(
          'STORE_UNAVAILABLE',
          `store ${database.path}: SQLite cannot be read; check the file and its directory`,
          {},
          error,
        );
      }
    },
    async close() {
      clearInterval(timer);
    },
  };
}

/** As in MongoDB, a write that failed dooms its transaction even when the caller caught the error. */
function doomedSession(tx: SqliteTransaction): SqliteSession & { throwFailure(): void } {
  const failures: unknown[] = [];
  return {
    read: tx,
    async write(work) {
      try {
        return work(tx);
      } catch (error) {
        failures.push(error);
        throw error;
      }
    },
    throwFailure() {
      if (failures.length > 0) throw failures[0];
    },
  };
}
