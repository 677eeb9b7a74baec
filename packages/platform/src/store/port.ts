import type { z } from 'zod';
import type { AnyDocument, Filter, Found, Part, Sort, Stored, Update } from './document-types.ts';

export type { AnyDocument, Filter, Found, Order, Sort, Stored, Update } from './document-types.ts';

export interface IndexSpec {
  /** Field path to 1 (ascending) or -1. One that is to order pages ends in `_id`, as their sort does; else all that match are sorted for each. */
  readonly keys: Readonly<Record<string, 1 | -1>>;
  readonly unique?: boolean;
  /** Only documents that have all key fields are in it, so it is unique among those. */
  readonly sparse?: boolean;
  /** Documents whose (single, Date) key is older than this are removed by the engine within about a minute. */
  readonly expireAfterSeconds?: number;
}

/**
 * One kind of document: collection name (snake_case), schema and indexes. What is inserted or replaced is stored as the schema reads it;
 * the result of an update must still fit it (SQLite refuses one that does not, MongoDB cannot tell). Unique and expiring keys are scalars.
 */
export interface Entity<T extends Stored = Stored> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly indexes: readonly IndexSpec[];
  /** Counts up with each field that is added, removed or takes another meaning; 1 when it is new. See ADR 12. */
  readonly version: number;
  /** What a document of version `from` lacks to be one of the next. Fields that are there stay. Wanted when the version is above 1. */
  upcast?(stored: AnyDocument, from: number): Readonly<Record<string, unknown>>;
}

type Declared<T extends Stored> = Omit<Entity<T>, 'version'> & { readonly version?: number };
export const defineEntity = <T extends Stored>(entity: Declared<T>): Entity<T> => ({ version: 1, ...entity });

export interface ReadOptions {
  /** Sees every write that was answered before; waits for a primary. Without it the answer may be older while there is none. */
  readonly fresh?: boolean;
}

/**
 * The fields a read is narrowed to, as dotted paths that lead through documents; the id comes along. A field that is not there is not
 * in the answer, nor is a part of what is no document. Throws UNSUPPORTED_OPERATOR for a path the schema does not lead to.
 */
export interface Narrowing<P extends string> {
  readonly fields?: readonly P[];
}

export interface FindOptions<T extends Stored = Stored, P extends string = string>
  extends ReadOptions,
    Narrowing<P> {
  readonly sort?: Sort<T>;
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
  findOne<P extends Part<T> = never>(
    filter: Filter<T>,
    options?: Pick<FindOptions<T, P>, 'sort' | 'fresh' | 'fields'>,
  ): Promise<Found<T, P> | null>;
  find<P extends Part<T> = never>(filter: Filter<T>, options?: FindOptions<T, P>): Promise<Found<T, P>[]>;
  /** `_id` breaks ties. Sort fields hold scalars of one type, or null, and come along when it is narrowed. Throws VALIDATION_FAILED for a cursor of another sort. */
  page<P extends Part<T> = never>(
    filter: Filter<T>,
    options: Narrowing<P> & { sort: Sort<T>; limit: number; after?: string | null },
  ): Promise<Page<Found<T, P>>>;
  count(filter: Filter<T>, options?: ReadOptions): Promise<number>;
  updateOne(filter: Filter<T>, update: Update<T>, options?: { upsert?: boolean }): Promise<UpdateResult>;
  /** All or none. */
  updateMany(filter: Filter<T>, update: Update<T>): Promise<UpdateResult>;
  /** Atomic find-and-modify; `returns` defaults to `after`. An upsert with `before` answers null when it inserted. */
  findOneAndUpdate(
    filter: Filter<T>,
    update: Update<T>,
    options?: { sort?: Sort<T>; upsert?: boolean; returns?: 'before' | 'after' },
  ): Promise<T | null>;
  replaceOne(filter: Filter<T>, document: T, options?: { upsert?: boolean }): Promise<UpdateResult>;
  deleteOne(filter: Filter<T>): Promise<number>;
  deleteMany(filter: Filter<T>): Promise<number>;
}

/**
 * Documents. Every call ends inside the adapter's deadline: transient faults (write conflict, stepped-down primary, closed
 * connection) are retried with jitter, then STORE_UNAVAILABLE is thrown. A write that was retried is applied once.
 */
export interface Store {
  collection<T extends Stored>(entity: Entity<T>): Collection<T>;
  /** Creates missing collections and indexes, before any other call on them; removes none; safe to run again and from several processes at once. */
  ensure(entities: readonly Entity<Stored>[]): Promise<void>;
  /**
   * All writes of `work` or none; a write that failed dooms the whole even when caught. `work` may run more than once, so it changes
   * nothing but `tx`, by one call after another. Nested transactions throw.
   */
  transaction<R>(work: (tx: Pick<Store, 'collection'>) => Promise<R>): Promise<R>;
  /**
   * Resolves when a read round trip succeeded within `timeoutMs`, to a text when writes are refused all the same, which may have been
   * tried some seconds ago. Throws STORE_UNAVAILABLE.
   */
  ping(timeoutMs: number): Promise<string | null>;
  close(): Promise<void>;
}
