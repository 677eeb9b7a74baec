import { newId } from '@sagacity/kernel';
import type { Document } from 'mongodb';
import type { Collection, Entity, Order, Stored, UpdateResult } from '../port.ts';
import { copy } from '../query/apply-update.ts';
import { type FieldPath, parseFilter } from '../query/parse-filter.ts';
import { parseUpdate } from '../query/parse-update.ts';
import { readFound } from '../query/read-found.ts';
import { type Paging, readPage } from '../query/read-page.ts';
import { equalities } from '../query/upsert-base.ts';
import { checkDocument } from '../schema/check-document.ts';
import { knownFields, readVersion, stamped, versionField } from '../schema/document-version.ts';
import { kindsCache } from '../schema/kinds-cache.ts';
import { mongoFault } from './mongo-fault.ts';
import type { MongoSession } from './mongo-session.ts';

interface Selection {
  readonly sort?: Order;
  readonly skip?: number;
  readonly limit?: number;
  readonly fresh?: boolean;
  readonly fields?: readonly string[];
}

export function mongoCollection<T extends Stored>(entity: Entity<T>, on: MongoSession): Collection<T> {
  const name = entity.name;
  const kindsOf = kindsCache(entity);
  const rows = on.db.collection<Stored>(name);
  const guarded = <R>(work: Promise<R>): Promise<R> =>
    work.catch((error: unknown) => {
      const fault = mongoFault(error, entity);
      on.noteFailure(fault);
      throw fault;
    });
  const write = (command: Document, upsert = false) => guarded(on.write(command, upsert));

  const select = async (
    filter: unknown,
    { fresh = false, fields, ...options }: Selection,
  ): Promise<never[]> => {
    const query = checkedFilter(filter);
    const found = await readFound(entity, fields, async (paths, ids) => {
      if (options.limit === 0) return [];
      const wanted = ids ? { _id: { $in: [...ids] } } : query;
      const chosen = { ...(ids ? {} : options), ...(paths && { projection: projectionOf(paths) }) };
      return guarded(on.read(fresh, (call) => rows.find(wanted, { ...chosen, ...call }).toArray()));
    });
    return found as never[];
  };

  const written = (document: T): Stored => copy(stamped(entity, checkDocument(entity, document))) as Stored;
  const changeOf = (filter: unknown, update: unknown, upsert: boolean): Document => {
    const change = checkedUpdate(filter, update, upsert);
    if (!upsert || entity.version === 1) return change;
    return { ...change, $setOnInsert: { ...change.$setOnInsert, [versionField]: entity.version } };
  };

  const collection: Collection<T> = {
    async insertOne(document) {
      await write({ insert: name, documents: [written(document)] });
    },
    async insertMany(documents) {
      const checked = documents.map(written);
      if (checked.length === 1) await write({ insert: name, documents: checked });
      if (checked.length > 1)
        await guarded(
          on.together(async (_inside, session) => void (await rows.insertMany(checked, { session }))),
        );
    },
    findOne: async (filter, options = {}) =>
      (await collection.find(filter, { ...options, limit: 1 }))[0] ?? null,
    find: (filter, options = {}) => select(filter, options as Selection),
    page: (filter, options) => readPage(select, kindsOf, filter, options as Paging),
    async count(filter, { fresh = false } = {}) {
      const query = checkedFilter(filter);
      return guarded(on.read(fresh, (call) => rows.countDocuments(query, call)));
    },
    async updateOne(filter, update, { upsert = false } = {}) {
      const statement = { q: checkedFilter(filter), u: changeOf(filter, update, upsert), upsert };
      return updateResult(await write({ update: name, updates: [statement] }, upsert));
    },
    async updateMany(filter, update) {
      const statement = { q: checkedFilter(filter), u: checkedUpdate(filter, update, false), multi: true };
      const command = { update: name, updates: [statement] };
      return updateResult(await guarded(on.together((inside) => inside.write(command))));
    },
    async findOneAndUpdate(filter, update, { sort, upsert = false, returns = 'after' } = {}) {
      const query = checkedFilter(filter);
      const change = changeOf(filter, update, upsert);
      const command = { findAndModify: name, query, update: change, upsert, new: returns === 'after' };
      const { value } = await write({ ...command, ...(sort && { sort }) }, upsert);
      return value ? readVersion(entity, value) : null;
    },
    async replaceOne(filter, document, { upsert = false } = {}) {
      const statement = { q: checkedFilter(filter), u: replacementOf(entity, written(document)), upsert };
      return updateResult(await write({ update: name, updates: [statement] }, upsert));
    },
    async deleteOne(filter) {
      return (await write({ delete: name, deletes: [{ q: checkedFilter(filter), limit: 1 }] })).n;
    },
    async deleteMany(filter) {
      const query = checkedFilter(filter);
      return (await guarded(on.repeatable((call) => rows.deleteMany(query, call)))).deletedCount;
    },
  };
  return collection;
}

const projectionOf = (paths: readonly FieldPath[]): Document =>
  Object.fromEntries(paths.map((path) => [path.join('.'), 1]));

function checkedFilter(filter: unknown): Document {
  parseFilter(filter);
  return copy(filter) as Document;
}

/** Takes the place of the stored document but for the fields a later version has added to it, as `replacing` says. */
function replacementOf<T extends Stored>(entity: Entity<T>, next: Stored): Document | Document[] {
  const known = knownFields(entity);
  if (known === null) return next;
  const gone = [...known].filter((field) => field !== '_id');
  const version =
    entity.version > 1 ? [{ [versionField]: { $max: [`$${versionField}`, entity.version] } }] : [];
  return [
    ...(gone.length > 0 ? [{ $unset: gone }] : []),
    { $replaceWith: { $mergeObjects: ['$$ROOT', { $literal: next }, ...version] } },
  ];
}

/** Only what MongoDB would read as we do; an upsert that demands no id gets one of ours, not an ObjectId. */
function checkedUpdate(filter: unknown, update: unknown, upsert: boolean): Document {
  const steps = parseUpdate(update);
  const change = copy(update) as Record<string, Record<string, unknown>>;
  const hasId = equalities(parseFilter(filter)).some(({ path }) => path.join('.') === '_id');
  if (upsert && !hasId && !steps.some(({ path }) => path[0] === '_id'))
    change.$setOnInsert = { ...change.$setOnInsert, _id: newId('doc') };
  return change;
}

const updateResult = (reply: Document): UpdateResult => {
  const upsertedId = reply.upserted?.[0]?._id ?? null;
  return { matched: upsertedId === null ? reply.n : 0, modified: reply.nModified, upsertedId };
};
