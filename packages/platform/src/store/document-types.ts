/**
 * Every stored document: a string id and the entity's own fields (null, finite numbers, strings, booleans, dates, bytes, lists, plain
 * objects). For an optimistic version keep a number field, put it into the filter and `$inc` it in the update: matched 0 is a conflict.
 */
export type Stored = { _id: string };

/** A document of which only the id is known: every path is one of its fields. */
export type AnyDocument = Stored & Readonly<Record<string, unknown>>;

type Scalar = string | number | boolean | bigint | symbol | Date | Uint8Array | null | undefined;
type Deeper = [never, 0, 1, 2, 3, 4];

/** The dotted field paths of a document, five segments deep: through lists by element or index, and any path where the schema knows none. */
export type Path<T, Depth extends number = 5> = [Depth] extends [never]
  ? never
  : unknown extends T
    ? string
    : T extends Scalar
      ? never
      : T extends readonly (infer Element)[]
        ? `${number}` | Path<Element, Deeper[Depth]> | `${number}.${Path<Element, Deeper[Depth]>}`
        : { [K in keyof T & string]: K | `${K}.${Path<T[K], Deeper[Depth]>}` }[keyof T & string];

/** What a path leads to. */
type At<T, P extends string> = unknown extends T
  ? unknown
  : T extends Scalar
    ? never
    : T extends readonly (infer Element)[]
      ? P extends `${number}.${infer Rest}`
        ? At<Element, Rest>
        : P extends `${number}`
          ? Element
          : At<Element, P>
      : P extends keyof T
        ? T[P]
        : P extends `${infer Head}.${infer Rest}`
          ? Head extends keyof T
            ? At<T[Head], Rest>
            : never
          : never;

type Element<V> = V extends readonly (infer E)[] ? E : V;
/** What is given for a field: a list is only read. */
type Given<V> = V extends readonly (infer E)[] ? readonly E[] : V;
/** What a field may be held against: itself, an element of its list, or null for none. */
type Operand<V> = Given<V> | Element<V> | null;

interface Operators<V> {
  readonly $eq?: Operand<V>;
  readonly $ne?: Operand<V>;
  readonly $gt?: Operand<V>;
  readonly $gte?: Operand<V>;
  readonly $lt?: Operand<V>;
  readonly $lte?: Operand<V>;
  readonly $in?: readonly Operand<V>[];
  readonly $nin?: readonly Operand<V>[];
  readonly $all?: readonly Element<V>[];
  readonly $exists?: boolean;
  readonly $size?: number;
  readonly $not?: Operators<V>;
  readonly $elemMatch?: Match<Element<V>>;
}

/** A condition on one element of a list: of documents by their fields, of scalars by operators. */
type Match<E> = [E] extends [Scalar] ? Operators<E> : Conditions<E> | Operators<E>;

type Conditions<T> = {
  readonly [P in Path<T>]?: Operand<At<T, P>> | Operators<At<T, P>>;
} & {
  readonly $and?: readonly Conditions<T>[];
  readonly $or?: readonly Conditions<T>[];
  readonly $nor?: readonly Conditions<T>[];
};

/**
 * The declared filter subset over an entity's fields, with MongoDB's meaning (arrays match by element, `null` matches missing, types
 * compare within their BSON bracket): field equality, `$eq $ne $gt $gte $lt $lte $in $nin $exists $not $and $or $nor $elemMatch $all
 * $size`. Anything else, `$regex` and `undefined` included, throws UNSUPPORTED_OPERATOR in every adapter before the engine is asked.
 */
export type Filter<T extends Stored = AnyDocument> = Conditions<T>;

type Values<T> = { readonly [P in Path<T>]?: Given<At<T, P>> | undefined };
type Amounts<T> = { readonly [P in Path<T> as number extends At<T, P> ? P : never]?: number };
type Each<E> = E | { readonly $each: readonly E[]; readonly $slice?: number };
type Additions<T> = { readonly [P in Path<T>]?: Each<Element<NonNullable<At<T, P>>>> | undefined };
type Removals<T> = {
  readonly [P in Path<T>]?: Element<NonNullable<At<T, P>>> | Match<Element<NonNullable<At<T, P>>>>;
};

/**
 * The declared update subset: `$set $unset $inc $min $max $mul $push` (with `$each`, `$slice`) `$pull $addToSet $setOnInsert`. Others
 * throw UNSUPPORTED_OPERATOR; what does not fit the document (a number added to text, a change of `_id`) throws VALIDATION_FAILED.
 * Fields that are `undefined` are skipped.
 */
export interface Update<T extends Stored = AnyDocument> {
  readonly $set?: Values<T>;
  readonly $setOnInsert?: Values<T>;
  readonly $min?: Values<T>;
  readonly $max?: Values<T>;
  readonly $unset?: { readonly [P in Path<T>]?: unknown };
  readonly $inc?: Amounts<T>;
  readonly $mul?: Amounts<T>;
  readonly $push?: Additions<T>;
  readonly $addToSet?: Additions<T>;
  readonly $pull?: Removals<T>;
}

/** Fields in the order they count. */
export type Order = Readonly<Record<string, 1 | -1>>;
export type Sort<T extends Stored = AnyDocument> = { readonly [P in Path<T>]?: 1 | -1 };

/** The paths a read may be narrowed to: through documents, never into a list. */
export type Part<T, Depth extends number = 5> = [Depth] extends [never]
  ? never
  : unknown extends T
    ? string
    : T extends Scalar | readonly unknown[]
      ? never
      : { [K in keyof T & string]: K | `${K}.${Part<T[K], Deeper[Depth]>}` }[keyof T & string];

type Head<P extends string> = P extends `${infer H}.${string}` ? H : P;
type Rest<P extends string, K> = P extends `${infer H}.${infer R}` ? (H extends K ? R : never) : never;

/** What is left of a document; of a field that is read in part only while it holds a document. */
type Narrowed<T, P extends string> = T extends Scalar
  ? never
  : { [K in keyof T as K extends Extract<P, string> ? K : never]: T[K] } & {
      [K in keyof T as K extends Exclude<Head<P>, P> ? K : never]?: Narrowed<T[K], Rest<P, K>>;
    };

/** The document as it was found: all of it, or its id and the fields asked for. */
export type Found<T extends Stored, P extends string> = [P] extends [never] ? T : Narrowed<T, P | '_id'>;
