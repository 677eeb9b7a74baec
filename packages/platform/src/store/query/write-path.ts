import { isPlainObject } from './is-plain-object.ts';
import type { FieldPath } from './parse-filter.ts';
import { rejected } from './unsupported.ts';
import { isIndex } from './visit-path.ts';

const longestPadding = 1_500_000;

/**
 * Replaces the value at `path` of a document that may be changed in place by `change(old)`; a missing field is given as `undefined`,
 * and `undefined` as the answer leaves (or removes) it. Creates documents on the way only when there is something to write. Throws
 * VALIDATION_FAILED where the path leads through a scalar or by name into an array.
 */
export function writePath(
  document: Record<string, unknown>,
  path: FieldPath,
  change: (old: unknown) => unknown,
): void {
  let at: unknown = document;
  for (const [depth, segment] of path.slice(0, -1).entries()) {
    const next = childOf(at, segment, path);
    if (next !== undefined) {
      at = next;
      continue;
    }
    const value = change(undefined);
    if (value !== undefined) assign(at, segment, nest(path.slice(depth + 1), value), path);
    return;
  }
  const last = path.at(-1)!;
  const old = childOf(at, last, path);
  const value = change(old);
  if (value !== undefined) assign(at, last, value, path);
  else if (old !== undefined) remove(at, last);
}

const nest = (path: FieldPath, value: unknown): unknown =>
  path.reduceRight((inner, segment) => ({ [segment]: inner }), value);

function childOf(at: unknown, segment: string, path: FieldPath): unknown {
  if (Array.isArray(at) && isIndex(segment)) return at[Number(segment)];
  if (isPlainObject(at)) return Object.hasOwn(at, segment) ? at[segment] : undefined;
  throw rejected(`"${segment}" is looked for in a value that is no document`, path.join('.'));
}

function assign(at: unknown, segment: string, value: unknown, path: FieldPath): void {
  if (!Array.isArray(at)) {
    (at as Record<string, unknown>)[segment] = value;
    return;
  }
  const index = Number(segment);
  if (index - at.length > longestPadding) throw rejected('the index is far past the end', path.join('.'));
  while (at.length < index) at.push(null);
  at[index] = value;
}

function remove(at: unknown, segment: string): void {
  if (Array.isArray(at)) at[Number(segment)] = null;
  else delete (at as Record<string, unknown>)[segment];
}
