import { compareValues, equalValues, typeRank } from './bson-order.ts';
import { isPlainObject } from './is-plain-object.ts';
import type { Condition, FieldPath } from './parse-filter.ts';
import { somePathValue } from './visit-path.ts';

/** Whether a document meets a parsed filter, with MongoDB's meaning of arrays, null, missing fields and type brackets. */
export function matches(document: unknown, condition: Condition): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.parts.every((part) => matches(document, part));
    case 'or':
      return condition.parts.some((part) => matches(document, part));
    case 'not':
      return !matches(document, condition.part);
    case 'exists':
      return somePathValue(document, condition.path, (value) => value !== undefined);
    case 'size':
      return somePathValue(
        document,
        condition.path,
        (value) => Array.isArray(value) && value.length === condition.size,
      );
    case 'elemMatch':
      return somePathValue(
        document,
        condition.path,
        (value) =>
          Array.isArray(value) &&
          value.some((item) => isElement(item, condition.documents) && matches(item, condition.part)),
      );
    case 'in':
      return someValueOrElement(document, condition.path, (value) =>
        condition.values.some((wanted) => equalValues(value, wanted)),
      );
    default:
      return someValueOrElement(document, condition.path, comparisons[condition.kind](condition.value));
  }
}

const isElement = (item: unknown, documents: boolean) =>
  !documents || isPlainObject(item) || Array.isArray(item);

/** A leaf array is tested by element and as a whole; the element of an `$elemMatch` itself (empty path) only as a whole. */
const someValueOrElement = (document: unknown, path: FieldPath, test: (value: unknown) => boolean) =>
  somePathValue(
    document,
    path,
    (value) => (path.length > 0 && Array.isArray(value) && value.some(test)) || test(value),
  );

type Test = (value: unknown) => boolean;
const within =
  (accept: (order: number) => boolean) =>
  (wanted: unknown): Test =>
  (value) =>
    typeRank(value) === typeRank(wanted) && accept(compareValues(value, wanted));

const comparisons = {
  eq:
    (wanted: unknown): Test =>
    (value) =>
      equalValues(value, wanted),
  gt: within((order) => order > 0),
  gte: within((order) => order >= 0),
  lt: within((order) => order < 0),
  lte: within((order) => order <= 0),
};
