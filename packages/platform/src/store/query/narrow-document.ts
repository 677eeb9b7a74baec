import { isPlainObject } from './is-plain-object.ts';
import type { FieldPath } from './parse-filter.ts';

/** The fields the paths lead to. One that is not there stays away, and so does a part of what is no document. */
export function narrowDocument(document: unknown, paths: readonly FieldPath[]): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const path of paths) copyField(document, result, path);
  return result;
}

function copyField(from: unknown, into: Record<string, unknown>, [head, ...rest]: FieldPath): void {
  if (head === undefined || !isPlainObject(from) || !Object.hasOwn(from, head)) return;
  const value = from[head];
  if (rest.length === 0) into[head] = value;
  else if (isPlainObject(value)) {
    into[head] ??= {};
    copyField(value, into[head] as Record<string, unknown>, rest);
  }
}
