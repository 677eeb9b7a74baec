import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteDatabase } from '@sagacity/platform/sqlite/open-database';
import { type AnyDocument, defineEntity, type Entity, type Store } from '@sagacity/platform/store/port';
import { parseTagged } from '@sagacity/platform/store/query/tagged-json';
import { openSqliteStore } from '@sagacity/platform/store/sqlite/open-store';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { copyMarks } from './copies/index.ts';
import { entities } from './declared.ts';
import { documentsOf } from './documents-of.fixture.ts';
import { keyChecks } from './keys/documents.ts';

const all: readonly Entity[] = [...entities, copyMarks, keyChecks];
const anything = z.looseObject({ _id: z.string() });

/** The entity as its next version: one field more, which documents of today lack. */
const nextOf = (entity: Entity) =>
  defineEntity<AnyDocument>({
    name: entity.name,
    schema: (entity.schema as unknown as z.ZodObject).extend({ addedLater: z.string() }) as never,
    indexes: [],
    version: entity.version + 1,
    upcast: ({ _id }) => ({ addedLater: `of ${_id}` }),
  });

let directory: string;
let store: Store;
let close: () => Promise<void>;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'sagacity-versions-'));
  const { rows } = writeAsBefore(join(directory, 'before.db'));
  const database = await openSqliteDatabase(join(directory, 'before.db'));
  store = openSqliteStore({ database, onSweepFailed: () => undefined });
  expect(rows).toBe(Object.keys(written).length);
  await store.ensure(all);
  close = async () => {
    await store.close();
    await database.close();
    rmSync(directory, { recursive: true });
  };
});
afterAll(() => close());

/** Documents by table, from the store of a version that counted none. */
const written = JSON.parse(
  readFileSync(new URL('./fixtures/written-2026-12-01.json', import.meta.url), 'utf8'),
) as Record<string, string>;

function writeAsBefore(path: string): { rows: number } {
  const database = new DatabaseSync(path);
  for (const [table, doc] of Object.entries(written)) {
    database.exec(`CREATE TABLE ${table} (id TEXT PRIMARY KEY NOT NULL, doc TEXT NOT NULL)`);
    database.prepare(`INSERT INTO ${table} (id, doc) VALUES (?, ?)`).run(JSON.parse(doc)._id, doc);
  }
  database.close();
  return { rows: Object.keys(written).length };
}

describe('what an earlier version has written', () => {
  it.each(all.filter(({ name }) => written[`doc_${name}`]))('is read and changed: $name', async (entity) => {
    const stored = parseTagged(written[`doc_${entity.name}`] as string) as AnyDocument;
    const collection = store.collection(entity as Entity<AnyDocument>);
    const found = await collection.findOne({ _id: stored._id });
    expect(found).toMatchObject(stored);
    expect(entity.schema.safeParse(found)).toMatchObject({ success: true });
    expect(await collection.replaceOne({ _id: stored._id }, stored)).toMatchObject({ matched: 1 });
    expect(await collection.findOne({ _id: stored._id })).toMatchObject(stored);
  });
});

describe.each(all)('$name', (entity) => {
  const documents = documentsOf(entity.schema as z.ZodType<AnyDocument>);
  const today = () => store.collection(entity as Entity<AnyDocument>);
  const later = () => store.collection(nextOf(entity));
  const each = (work: (document: AnyDocument, other: AnyDocument) => Promise<void>) =>
    fc.assert(
      fc.asyncProperty(documents, documents, async (document, other) => {
        await today().deleteMany({});
        await work(document, { ...other, _id: document._id });
      }),
      { numRuns: 15 },
    );

  it('of today is read by the next version', () =>
    each(async (document) => {
      await today().insertOne(document);
      expect(await later().find({})).toEqual([{ ...document, addedLater: `of ${document._id}` }]);
    }));

  it('of the next version is read, changed and replaced by today, which drops nothing of it', () =>
    each(async (document, other) => {
      await later().insertOne({ ...document, addedLater: 'here' });
      expect(await today().findOne({})).toMatchObject(document);
      const { _id, ...change } = document;
      await today().updateOne({ _id }, { $set: change });
      expect(await later().find({})).toEqual([{ ...document, addedLater: 'here' }]);
      const found = (await today().findOne({})) as AnyDocument;
      expect(await today().replaceOne({ _id }, found)).toMatchObject({ matched: 1 });
      await today().replaceOne({ _id }, other);
      expect(await later().find({})).toEqual([{ ...other, addedLater: 'here' }]);
    }));
});

it('refuses an entity that would refuse what a later version adds', async () => {
  const strict = defineEntity({
    name: 'strict_ones',
    schema: z.strictObject({ _id: z.string() }),
    indexes: [],
  });
  await expect(store.ensure([strict])).rejects.toThrow('a strict schema refuses what a later version adds');
  const bare = defineEntity({ name: 'bare_ones', schema: anything, indexes: [], version: 2 });
  await expect(store.ensure([bare])).rejects.toThrow('needs an upcast');
});
