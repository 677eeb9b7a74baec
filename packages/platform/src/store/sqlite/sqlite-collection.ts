import type { SqliteStatements, SqliteTransaction } from '../../sqlite/open-database.ts';
import type { Collection, Entity, Order, Stored } from '../port.ts';
import { type Condition, parseFilter } from '../query/parse-filter.ts';
import { parseUpdate } from '../query/parse-update.ts';
import { readFound } from '../query/read-found.ts';
import { type Paging, readPage } from '../query/read-page.ts';
import { checkDocument } from '../schema/check-document.ts';
import { readVersion } from '../schema/document-version.ts';
import { kindsCache } from '../schema/kinds-cache.ts';
import { tableOf } from './index-ddl.ts';
import { countDocuments, type Selection, selectDocuments } from './select-rows.ts';
import { sqliteFault } from './sqlite-fault.ts';
import { type TableWriter, tableWriter, updated } from './table-writer.ts';

const idsIn = (values: readonly string[]): Condition => ({ kind: 'in', path: ['_id'], values });

/** Where a collection reads and writes: the database itself, or one open transaction. */
export interface SqliteSession {
  readonly read: SqliteStatements;
  write<R>(work: (tx: SqliteTransaction) => R): Promise<R>;
}

type Narrowed = Omit<Selection, 'paths'> & { readonly fields?: readonly string[] };

export function sqliteCollection<T extends Stored>(entity: Entity<T>, session: SqliteSession): Collection<T> {
  const table = { name: tableOf(entity), kindsOf: kindsCache(entity) };
  const guarded = <R>(work: () => R): R => {
    try {
      return work();
    } catch (error) {
      throw sqliteFault(error, entity);
    }
  };
  const read = async <R>(work: (on: SqliteStatements) => R): Promise<R> => guarded(() => work(session.read));
  const write = <R>(work: (on: TableWriter<T>) => R): Promise<R> =>
    session.write((tx) => guarded(() => work(tableWriter(tx, entity, table))));

  const select = async (filter: unknown, { fields, ...options }: Narrowed): Promise<never[]> => {
    const condition = parseFilter(filter);
    const found = await readFound(entity, fields, (paths, ids) =>
      read((on) =>
        ids
          ? selectDocuments(on, table, idsIn(ids), { paths })
          : selectDocuments(on, table, condition, { ...options, paths }),
      ),
    );
    return found as never[];
  };

  const collection: Collection<T> = {
    insertOne: (document) => collection.insertMany([document]),
    async insertMany(documents) {
      const checked = documents.map((document) => checkDocument(entity, document));
      await write((on) => checked.forEach((document) => void on.insert(document)));
    },
    findOne: async (filter, options = {}) =>
      (await collection.find(filter, { ...options, limit: 1 }))[0] ?? null,
    find: (filter, options = {}) => select(filter, options as Narrowed),
    page: (filter, options) => readPage(select, table.kindsOf, filter, options as Paging),
    async count(filter) {
      const condition = parseFilter(filter);
      return read((on) => countDocuments(on, table, condition));
    },
    async updateOne(filter, update, { upsert = false } = {}) {
      const condition = parseFilter(filter);
      const steps = parseUpdate(update);
      return write((on) => {
        const before = on.first(condition);
        if (before) return updated(1, Number(on.update(before, steps).modified));
        return updated(0, 0, upsert ? on.upsert(condition, steps)._id : null);
      });
    },
    async updateMany(filter, update) {
      const condition = parseFilter(filter);
      const steps = parseUpdate(update);
      return write((on) => {
        const found = on.all(condition);
        return updated(found.length, found.filter((before) => on.update(before, steps).modified).length);
      });
    },
    async findOneAndUpdate(filter, update, { sort, upsert = false, returns = 'after' } = {}) {
      const condition = parseFilter(filter);
      const steps = parseUpdate(update);
      return write((on) => {
        const before = on.first(condition, sort as Order);
        if (before) {
          const { after } = on.update(before, steps);
          return readVersion(entity, returns === 'after' ? after : before);
        }
        const made = upsert ? on.upsert(condition, steps) : null;
        return returns === 'after' ? made : null;
      });
    },
    async replaceOne(filter, document, { upsert = false } = {}) {
      const condition = parseFilter(filter);
      const after = checkDocument(entity, document);
      return write((on) => {
        const before = on.first(condition);
        if (before) return updated(1, Number(on.replace(before, after)));
        if (upsert) on.insert(after);
        return updated(0, 0, upsert ? after._id : null);
      });
    },
    async deleteOne(filter) {
      const condition = parseFilter(filter);
      return write((on) => {
        const found = on.first(condition);
        if (found) on.remove(found);
        return found ? 1 : 0;
      });
    },
    async deleteMany(filter) {
      const condition = parseFilter(filter);
      return write((on) => {
        const found = on.all(condition);
        for (const document of found) on.remove(document);
        return found.length;
      });
    },
  };
  return collection;
}
