import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteDatabase, type SqliteDatabase } from './open-database.ts';

let directory: string;
let path: string;
let db: SqliteDatabase;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sagacity-sqlite-'));
  path = join(directory, 'data', 'test.db');
  db = await openSqliteDatabase(path);
  await db.transaction((tx) => tx.exec('CREATE TABLE counter (n INTEGER); INSERT INTO counter VALUES (0)'));
});

afterEach(async () => {
  await db.close();
  await rm(directory, { recursive: true });
});

const count = () => db.prepare('SELECT n FROM counter').get()?.n;

it('rolls back when the work throws, later than its first await too', async () => {
  const work = db.transaction(async (tx) => {
    tx.prepare('UPDATE counter SET n = 1').run();
    await Promise.resolve();
    throw new Error('no');
  });
  await expect(work).rejects.toThrow('no');
  expect(count()).toBe(0);
});

it('hides an open transaction from readers', async () => {
  await db.transaction(async (tx) => {
    tx.prepare('UPDATE counter SET n = 1').run();
    await Promise.resolve();
    expect(count()).toBe(0);
  });
  expect(count()).toBe(1);
});

it('refuses a write outside a transaction', () => {
  expect(() => db.prepare('UPDATE counter SET n = 1').run()).toThrow(/readonly/);
});

it('refuses a nested transaction, yet lets work started inside write after the end', async () => {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  let later: Promise<unknown> = Promise.resolve();
  await db.transaction(async () => {
    await expect(db.transaction(() => 1)).rejects.toThrow(/inside a transaction/);
    later = ended.then(() => db.transaction((tx) => tx.prepare('UPDATE counter SET n = 7').run()));
  });
  end();
  await later;
  expect(count()).toBe(7);
});

it('serialises interleaved transactions of two connections', async () => {
  const other = await openSqliteDatabase(path);
  const add = (target: SqliteDatabase) =>
    target.transaction(async (tx) => {
      const n = tx.prepare('SELECT n FROM counter').get()?.n as number;
      await new Promise(setImmediate);
      tx.prepare('UPDATE counter SET n = ?').run(n + 1);
    });
  await Promise.all(Array.from({ length: 40 }, (_, i) => add(i % 2 ? db : other)));
  await other.close();
  expect(count()).toBe(40);
});

it('lets others in between while a long line of transactions is worked off', async () => {
  let isDone = false;
  let turns = 0;
  const look = () => {
    turns += 1;
    if (!isDone) setImmediate(look);
  };
  setImmediate(look);
  const step = 'UPDATE counter SET n = n + 1';
  await Promise.all(Array.from({ length: 5_000 }, () => db.transaction((tx) => tx.prepare(step).run())));
  isDone = true;
  expect(count()).toBe(5_000);
  expect(turns).toBeGreaterThan(2);
});

it('says STORE_UNAVAILABLE when another process keeps the lock past the deadline', async () => {
  const impatient = await openSqliteDatabase(path, { deadlineMs: 30 });
  await db.transaction(async () => {
    await expect(impatient.transaction(() => 1)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
  await impatient.close();
});

const modesIn = (where: string) =>
  Object.fromEntries(
    ['', ...readdirSync(where)].map((name) => [name, (statSync(join(where, name)).mode & 0o777).toString(8)]),
  );

it('keeps its files to their owner, in a directory of its own', () => {
  expect(modesIn(join(directory, 'data'))).toEqual({
    '': '700',
    'test.db': '600',
    'test.db-shm': '600',
    'test.db-wal': '600',
  });
});

it('closes what an older version left open to others, and leaves a directory that everybody shares', async () => {
  const shared = join(directory, 'shared');
  mkdirSync(shared);
  chmodSync(shared, 0o1777);
  const first = await openSqliteDatabase(join(shared, 'old.db'));
  await first.transaction((tx) => tx.exec('CREATE TABLE t (n INTEGER)'));
  for (const name of readdirSync(shared)) chmodSync(join(shared, name), 0o644);
  const second = await openSqliteDatabase(join(shared, 'old.db'));
  expect(modesIn(shared)).toEqual({ '': '777', 'old.db': '600', 'old.db-shm': '600', 'old.db-wal': '600' });
  await first.close();
  await second.close();
});
