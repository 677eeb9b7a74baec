import type { z } from 'zod';

/** Every stored document: a string id, a version the store counts up on each write, and the entity's own fields. */
export type Stored = { _id: string };

export interface IndexSpec {
  /** Field path to 1 (ascending) or -1. */
  readonly keys: Readonly<Record<string, 1 | -1>>;
  readonly unique?: boolean;
  /** Unique only among documents that have all key fields. */
  readonly sparse?: boolean;
  /** Documents whose (single, Date) key is older than this are removed by the engine within about a minute. */
  readonly expireAfterSeconds?: number;
}

/** One kind of document: collection name, schema (strict on write) and indexes. */
export interface Entity<T extends Stored> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly indexes: readonly IndexSpec[];
}

export const defineEntity = <T extends Stored>(entity: Entity<T>): Entity<T> => entity;

/**
 * The declared filter subset, with MongoDB's meaning (arrays match by element, `null` matches missing, types compare within
 * their BSON bracket): field equality, `$eq $ne $gt $gte $lt $lte $in $nin $exists $not $and $or $nor $elemMatch $all $size`,
 * and `$prefix`-free `$regex` is not in it. Anything else throws UNSUPPORTED_OPERATOR in every adapter.
 */
export type Filter = Readonly<Record<string, unknown>>;

/** The declared update subset: `$set $unset $inc $min $max $mul $push` (with `$each`, `$slice`) `$pull $addToSet $setOnInsert`. Others throw. */
export type Update = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export type Sort = Readonly<Record<string, 1 | -1>>;

export interface FindOptions {
  readonly sort?: Sort;
  readonly limit?: number;
  readonly skip?: number;
}

export interface Page<T> {
  readonly items: T[];
  /** Pass back as `after` for the next page; null at the end. Stable while documents are inserted or removed. */
  readonly next: string | null;
}

export interface UpdateResult {
  readonly matched: number;
  readonly modified: number;
  readonly upsertedId: string | null;
}

export interface Collection<T extends Stored> {
  /** Throws DUPLICATE_KEY with `details.fields`. */
  insertOne(document: T): Promise<void>;
  /** All or none. */
  insertMany(documents: readonly T[]): Promise<void>;
  findOne(filter: Filter, options?: Pick<FindOptions, 'sort'>): Promise<T | null>;
  find(filter: Filter, options?: FindOptions): Promise<T[]>;
  page(filter: Filter, options: { sort: Sort; limit: number; after?: string | null }): Promise<Page<T>>;
  count(filter: Filter): Promise<number>;
  updateOne(filter: Filter, update: Update, options?: { upsert?: boolean }): Promise<UpdateResult>;
  updateMany(filter: Filter, update: Update): Promise<UpdateResult>;
  /** Atomic find-and-modify; `returns` defaults to `after`. */
  findOneAndUpdate(
    filter: Filter,
    update: Update,
    options?: { sort?: Sort; upsert?: boolean; returns?: 'before' | 'after' },
  ): Promise<T | null>;
  replaceOne(filter: Filter, document: T, options?: { upsert?: boolean }): Promise<UpdateResult>;
  deleteOne(filter: Filter): Promise<number>;
  deleteMany(filter: Filter): Promise<number>;
}

/**
 * Documents. Every call ends inside the adapter's deadline: transient faults (write conflict, stepped-down primary, closed
 * connection) are retried with jitter, then STORE_UNAVAILABLE is thrown. A write that was retried is applied once.
 */
export interface Store {
  collection<T extends Stored>(entity: Entity<T>): Collection<T>;
  /** Creates missing collections and indexes; safe to run again and from several processes at once. */
  ensure(entities: readonly Entity<Stored>[]): Promise<void>;
  /** All writes of `work` or none. `work` may run more than once; calls on `tx` only. Nested transactions throw. */
  transaction<R>(work: (tx: Pick<Store, 'collection'>) => Promise<R>): Promise<R>;
  /** Resolves when a read round trip succeeded within `timeoutMs`; throws STORE_UNAVAILABLE. */
  ping(timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}
