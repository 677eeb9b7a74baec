import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { AppError, type Clock, systemClock } from '@sagacity/kernel';
import { closeToOthers, makePrivateDirectory, makePrivateFile } from '../files/make-private.ts';

export interface SqliteStatements {
  /** A cached statement: read its rows at once (`get`, `all`, `run`); an `iterate` must end before the same SQL is used again. */
  prepare(sql: string): StatementSync;
}

export interface SqliteTransaction extends SqliteStatements {
  exec(sql: string): void;
}

/** One SQLite file, shared by every embedded port of this process; other processes may open it at the same time. */
export interface SqliteDatabase extends SqliteStatements {
  readonly path: string;
  /** For reading only: sees the last commit, never a transaction still open. A write through it throws. */
  prepare(sql: string): StatementSync;
  /**
   * The only way to write. One transaction at a time in this process, in order of arrival; commits when `work` returns or resolves,
   * rolls back when it throws. `work` runs once. Inside it use `tx` only: another `transaction` call throws instead of waiting for
   * itself for ever. Throws STORE_UNAVAILABLE when another process holds the lock for longer than the deadline.
   */
  transaction<R>(work: (tx: SqliteTransaction) => R | Promise<R>): Promise<R>;
  /** Waits for the transactions already asked for. */
  close(): Promise<void>;
}

export interface SqliteOptions {
  /** How long a transaction waits for another process's lock; 30,000 by default. */
  readonly deadlineMs?: number;
  readonly clock?: Clock;
}

/** Blocks the event loop, so it only spans a neighbour's commit; longer waits are slept through by `retryBusy`. */
const busyTimeoutMs = 10;
const cachedStatements = 500;
const longestLineMs = 10;

/**
 * Opens (and creates) the file in WAL mode. `synchronous = NORMAL`: a killed process loses nothing and the file never corrupts; a power
 * cut may lose the last moments. FULL would fsync on the event loop at every commit.
 */
export async function openSqliteDatabase(path: string, options: SqliteOptions = {}): Promise<SqliteDatabase> {
  const { deadlineMs = 30_000, clock = systemClock } = options;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  makePrivateDirectory(dirname(path));
  // SQLite gives its -wal and -shm the permissions of the file; those of an older version are there already.
  makePrivateFile(path);
  for (const suffix of ['-wal', '-shm']) closeToOthers(`${path}${suffix}`, 0o600);
  const writer = new DatabaseSync(path, { timeout: busyTimeoutMs });
  const retryBusy = <R>(step: () => R) => retryWhileBusy(step, { path, deadlineMs, clock });
  await retryBusy(() => writer.exec('PRAGMA journal_mode = WAL'));
  writer.exec(
    'PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -16000',
  );
  const reader = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  reader.exec('PRAGMA cache_size = -16000');

  const tx: SqliteTransaction = { prepare: statementCache(writer), exec: (sql) => writer.exec(sql) };
  const inside = new AsyncLocalStorage<{ open: boolean }>();
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;

  let busySinceMs: number | null = null;
  /** Transactions follow each other without a turn of the event loop; a long line of them lets others in between. */
  const breathe = async (): Promise<void> => {
    if (busySinceMs === null) {
      busySinceMs = performance.now();
      setImmediate(() => {
        busySinceMs = null;
      });
    } else if (performance.now() - busySinceMs > longestLineMs)
      await new Promise((resolve) => setImmediate(resolve));
  };

  const run = async <R>(work: (tx: SqliteTransaction) => R | Promise<R>): Promise<R> => {
    await retryBusy(() => writer.exec('BEGIN IMMEDIATE'));
    const scope = { open: true };
    try {
      const result = await inside.run(scope, async () => work(tx));
      writer.exec('COMMIT');
      return result;
    } catch (error) {
      if (writer.isTransaction) writer.exec('ROLLBACK');
      throw error;
    } finally {
      scope.open = false;
    }
  };

  return {
    path,
    prepare: statementCache(reader),
    transaction(work) {
      if (closed) return Promise.reject(unavailable(path, 'is closed'));
      if (inside.getStore()?.open)
        return Promise.reject(
          new AppError(
            'INTERNAL',
            `sqlite ${path}: a transaction inside a transaction; use the outer one's tx`,
          ),
        );
      const result = last.then(breathe).then(() => run(work));
      last = result.catch(() => undefined);
      return result;
    },
    async close() {
      if (closed) return;
      closed = true;
      await last;
      reader.close();
      writer.close();
    },
  };
}

function statementCache(database: DatabaseSync): (sql: string) => StatementSync {
  const cache = new Map<string, StatementSync>();
  return (sql) => {
    let statement = cache.get(sql);
    if (!statement) {
      if (cache.size >= cachedStatements) cache.delete(cache.keys().next().value as string);
      statement = database.prepare(sql);
      cache.set(sql, statement);
    }
    return statement;
  };
}

const unavailable = (path: string, why: string, cause?: unknown) =>
  new AppError('STORE_UNAVAILABLE', `sqlite ${path}: ${why}`, { path }, cause);

const sqliteBusy = 5;
const isBusy = (error: unknown) =>
  ((error as { errcode?: number } | null)?.errcode ?? 0) % 256 === sqliteBusy;

async function retryWhileBusy<R>(
  step: () => R,
  { path, deadlineMs, clock }: { path: string; deadlineMs: number; clock: Clock },
): Promise<R> {
  const endsAt = clock.elapsed() + deadlineMs;
  for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 2, 200)) {
    try {
      return step();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (clock.elapsed() >= endsAt)
        throw unavailable(path, `locked by another process for ${deadlineMs} ms; find who holds it`, error);
      await clock.sleep(pauseMs * (0.5 + Math.random() / 2));
    }
  }
}
