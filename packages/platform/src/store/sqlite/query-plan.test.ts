import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { openSqliteDatabase, type SqliteDatabase } from '../../sqlite/open-database.ts';
import { defineEntity, type Filter, type Order } from '../port.ts';
import { afterCursor, cursorOf, totalSort } from '../query/page-cursor.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { kindsCache } from '../schema/kinds-cache.ts';
import { filterToSql } from './filter-to-sql.ts';
import { entityDdl, tableOf } from './index-ddl.ts';
import { sortToSql } from './sort-to-sql.ts';

const runs = defineEntity({
  name: 'runs',
  schema: z.object({
    _id: z.string(),
    owner: z.string(),
    state: z.string(),
    at: z.date(),
    slug: z.string().optional(),
    inner: z.object({ n: z.number() }),
    tags: z.array(z.string()),
  }),
  indexes: [
    { keys: { owner: 1, at: -1, _id: -1 } },
    { keys: { state: 1, at: 1 } },
    { keys: { slug: 1 }, unique: true, sparse: true },
    { keys: { 'inner.n': 1 } },
    { keys: { tags: 1 } },
  ],
});
const kindsOf = kindsCache(runs);
let directory: string;
let db: SqliteDatabase;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sagacity-plan-'));
  db = await openSqliteDatabase(join(directory, 'plan.db'));
  await db.transaction((tx) => entityDdl(runs).forEach((statement) => void tx.exec(statement)));
});
afterAll(async () => {
  await db.close();
  await rm(directory, { recursive: true });
});

function plan(filter: Filter, sort: Order = {}): string {
  const { sql, values } = filterToSql(parseFilter(filter), kindsOf);
  const select = `SELECT doc FROM ${tableOf(runs)} WHERE ${sql}${sortToSql(sort, kindsOf)}`;
  const steps = db.prepare(`EXPLAIN QUERY PLAN ${select}`).all(...values);
  return steps.map((step) => step.detail).join('; ');
}

it.each<[string, Filter, Order]>([
  ['an id', { _id: 'x' }, {}],
  ['ids in a list', { _id: { $in: ['x', 'y'] } }, {}],
  ['an equality', { slug: 'x' }, {}],
  ['a nested range', { 'inner.n': { $gte: 1, $lt: 5 } }, {}],
  ['an equality with a date range and its order', { owner: 'u', at: { $lt: new Date(0) } }, { at: -1 }],
  ['several states, the oldest first', { state: { $in: ['queued'] } }, { at: 1 }],
  ['an $or of two indexes', { $or: [{ slug: 'x' }, { 'inner.n': 3 }] }, {}],
])('searches by index and sorts by it: %s', (_name, filter, sort) => {
  expect(plan(filter, sort)).toMatch(/SEARCH/);
  expect(plan(filter, sort)).not.toMatch(/SCAN|TEMP B-TREE/);
});

it('starts the next page at its cursor', () => {
  const sort = totalSort({ at: -1 });
  const cursor = cursorOf({ _id: 'r5', at: new Date(5) }, sort);
  const filter = { $and: [{ owner: 'u' }, afterCursor(cursor, sort, () => false)] };
  expect(plan(filter, sort)).toMatch(
    /SEARCH doc_runs USING INDEX doc_runs__owner_1_at_-1__id_-1 \(<expr>=\? AND <expr><\?\)/,
  );
  expect(plan(filter, sort)).not.toMatch(/TEMP B-TREE/);
});

it('leaves lists to the matcher', () => {
  expect(filterToSql(parseFilter({ tags: 'x', owner: 'u' }), kindsOf)).toMatchObject({
    values: ['u'],
    exact: false,
  });
  expect(filterToSql(parseFilter({ $or: [{ tags: 'x' }, { owner: 'u' }] }), kindsOf).sql).toBe('1');
});
