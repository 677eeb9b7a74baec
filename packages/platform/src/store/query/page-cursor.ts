import { AppError } from '@sagacity/kernel';
import type { Filter, Order } from '../port.ts';
import { isPlainObject } from './is-plain-object.ts';
import { parsePath } from './parse-filter.ts';
import { parseTagged, stringifyTagged } from './tagged-json.ts';

/** The sort made total: `_id` breaks ties, in the direction of the last field. */
export function totalSort(sort: Order): Order {
  return '_id' in sort ? sort : { ...sort, _id: Object.values(sort).at(-1) ?? 1 };
}

/** Where a page ended: its last document's sort fields. */
export function cursorOf(document: unknown, sort: Order): string {
  const values = Object.keys(sort).map((path) => valueAt(document, path) ?? null);
  return Buffer.from(stringifyTagged([Object.entries(sort), values])).toString('base64url');
}

const valueAt = (document: unknown, path: string): unknown =>
  parsePath(path).reduce<unknown>((at, segment) => (isPlainObject(at) ? at[segment] : undefined), document);

/**
 * The filter of what comes after a cursor. Order fields must hold scalars of one type, or null (first ascending, last descending).
 * `isNullable` says which may. Throws VALIDATION_FAILED for a cursor of another sort.
 */
export function afterCursor(cursor: string, sort: Order, isNullable: (path: string) => boolean): Filter {
  const values = readCursor(cursor, sort);
  const keys = Object.entries(sort).map(([path, direction], i) => ({ path, direction, value: values[i] }));
  const branches = keys.flatMap(({ path, direction, value }, i) => {
    const past = beyond(path, direction, value, isNullable(path));
    return past ? [{ $and: [...keys.slice(0, i).map((key) => ({ [key.path]: key.value })), past] }] : [];
  });
  const [first] = keys;
  const bound = first && startBound(first.path, first.direction, first.value, isNullable(first.path));
  return { $and: [...(bound ? [bound] : []), { $or: branches }] };
}

function beyond(path: string, direction: 1 | -1, value: unknown, nullable: boolean): Filter | null {
  if (value === null) return direction === 1 ? { [path]: { $ne: null } } : null;
  if (direction === 1) return { [path]: { $gt: value } };
  const below = { [path]: { $lt: value } };
  return nullable ? { $or: [below, { [path]: null }] } : below;
}

/** Says nothing new, but lets an index start at the cursor instead of at its end. */
function startBound(path: string, direction: 1 | -1, value: unknown, nullable: boolean): Filter | null {
  if (value === null || (direction === -1 && nullable)) return null;
  return { [path]: direction === 1 ? { $gte: value } : { $lte: value } };
}

const isoLength = 24;

/** A scalar as a sort field holds it. A cursor is what a client sends: a condition in place of a value must not get into the filter. */
function isPlace(value: unknown): boolean {
  if (value instanceof Date)
    return !Number.isNaN(value.getTime()) && value.toISOString().length === isoLength;
  return value === null || value instanceof Uint8Array || typeof value !== 'object';
}

function readCursor(cursor: string, sort: Order): unknown[] {
  try {
    const [madeFor, values] = parseTagged(Buffer.from(cursor, 'base64url').toString()) as [
      unknown,
      unknown[],
    ];
    const isOurs = JSON.stringify(madeFor) === JSON.stringify(Object.entries(sort));
    if (isOurs && values.length === Object.keys(sort).length && values.every(isPlace)) return values;
  } catch {
    // not one of ours: answered below
  }
  throw new AppError('VALIDATION_FAILED', 'store: the page cursor is not from this list; start without one', {
    issues: [{ path: 'after', message: 'not a cursor of this list' }],
  });
}
