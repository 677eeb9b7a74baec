import { isPlainObject } from './is-plain-object.ts';
import type { FieldPath } from './parse-filter.ts';

const indexPattern = /^(0|[1-9]\d*)$/;
export const isIndex = (segment: string): boolean => indexPattern.test(segment);

/**
 * True when `test` accepts one of the values a path leads to; `undefined` stands for a missing field. As MongoDB walks: an array in the
 * way is entered by index and, one level deep, through each of its documents.
 */
export function somePathValue(
  value: unknown,
  path: FieldPath,
  test: (value: unknown) => boolean,
  at = 0,
): boolean {
  const segment = path[at];
  if (segment === undefined) return test(value);
  if (Array.isArray(value)) {
    if (isIndex(segment) && Number(segment) < value.length)
      if (somePathValue(value[Number(segment)], path, test, at + 1)) return true;
    return value.some((item) => isPlainObject(item) && somePathValue(item, path, test, at));
  }
  if (isPlainObject(value) && Object.hasOwn(value, segment))
    return somePathValue(value[segment], path, test, at + 1);
  return test(undefined);
}
