import { existsSync } from 'node:fs';
import { AppError } from '@sagacity/kernel';
import { openMongoBarStore } from '@sagacity/platform/bars/open-mongo-bar-store';
import { openSqliteBarStore } from '@sagacity/platform/bars/open-sqlite-bar-store';
import type { BarStore } from '@sagacity/platform/bars/port';
import { databaseOf } from '@sagacity/platform/open/mongodb';
import { openSqliteDatabase } from '@sagacity/platform/sqlite/open-database';
import { openMongoStore } from '@sagacity/platform/store/mongo/open-store';
import type { Entity, Store, Stored } from '@sagacity/platform/store/port';
import { openSqliteStore } from '@sagacity/platform/store/sqlite/open-store';
import { isOpenElsewhere } from './is-open-elsewhere.ts';
import type { Address } from './read-address.ts';

/** A copy that was killed leaves transactions open, which MongoDB ends after a minute; until then their documents cannot be written. */
const deadlineMs = 150_000;
const firstAnswerMs = 10_000;

/** One side of a copy, opened. */
export interface End {
  readonly name: string;
  readonly store: Store;
  readonly bars: BarStore;
  /** True when another process has it open; null when that cannot be seen. */
  readonly inUse: boolean | null;
  close(): Promise<void>;
}

/** The longest a timer can wait: what expired is the server's to remove, not the copy's. */
const neverMs = 2 ** 31 - 1;

/** Opens a store that is there. Throws NOT_FOUND for a missing file and STORE_UNAVAILABLE for a server that does not answer. */
export async function openEnd(address: Address, entities: readonly Entity<Stored>[]): Promise<End> {
  if (address.kind === 'mongodb') return openMongo(address);
  if (!existsSync(address.file))
    throw new AppError('NOT_FOUND', `store copy: ${address.file} does not exist; check the path`);
  return openSqlite(address, entities);
}

/** A store to look at only: nothing is made in it. Null when it is not there yet. */
export async function peekEnd(address: Address, entities: readonly Entity<Stored>[]) {
  if (address.kind === 'sqlite') return existsSync(address.file) ? openSqlite(address, entities) : null;
  const store = openMongoStore({ uri: address.uri, database: databaseOf(address.uri.reveal()) });
  return { name: address.name, store, bars: null, inUse: null, close: () => store.close() };
}

/** Opens the store to copy into, with its collections and indexes made. */
export async function createEnd(address: Address, entities: readonly Entity<Stored>[]): Promise<End> {
  if (address.kind === 'sqlite') return openSqlite(address, entities);
  const end = await openMongo(address);
  await end.store.ensure(entities);
  return end;
}

async function openMongo({ name, uri }: Extract<Address, { kind: 'mongodb' }>): Promise<End> {
  const options = { uri, database: databaseOf(uri.reveal()), deadlineMs };
  const store = openMongoStore(options);
  try {
    await store.ping(firstAnswerMs);
    const bars = await openMongoBarStore(options);
    const close = () => Promise.all([bars.close(), store.close()]).then(() => undefined);
    return { store, bars, name, inUse: null, close };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function openSqlite(
  { name, file }: Extract<Address, { kind: 'sqlite' }>,
  entities: readonly Entity<Stored>[],
): Promise<End> {
  const inUse = existsSync(file) && isOpenElsewhere(file);
  const database = await openSqliteDatabase(file);
  const store = openSqliteStore({ database, sweepEveryMs: neverMs, onSweepFailed: () => undefined });
  await store.ensure(entities);
  return {
    name,
    store,
    bars: await openSqliteBarStore(database),
    inUse,
    async close() {
      await store.close();
      await database.close();
    },
  };
}
