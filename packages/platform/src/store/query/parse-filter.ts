import { checkValue } from './check-value.ts';
import { isPlainObject } from './is-plain-object.ts';
import { unsupported } from './unsupported.ts';

export type FieldPath = readonly string[];

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | Equality
  | { readonly kind: Range; readonly path: FieldPath; readonly value: unknown }
  | { readonly kind: 'in'; readonly path: FieldPath; readonly values: readonly unknown[] }
  | { readonly kind: 'exists'; readonly path: FieldPath }
  | { readonly kind: 'size'; readonly path: FieldPath; readonly size: number }
  | {
      readonly kind: 'elemMatch';
      readonly path: FieldPath;
      readonly part: Condition;
      readonly documents: boolean;
    };

export interface Equality {
  readonly kind: 'eq';
  readonly path: FieldPath;
  readonly value: unknown;
}
type Range = 'gt' | 'gte' | 'lt' | 'lte';

export const always: Condition = { kind: 'and', parts: [] };
const not = (part: Condition): Condition => ({ kind: 'not', part });
const all = (parts: readonly Condition[]): Condition =>
  parts.length === 1 ? parts[0]! : { kind: 'and', parts };

/** Reads a filter of the declared subset. Throws UNSUPPORTED_OPERATOR, naming the operator and its path, for anything else. */
export function parseFilter(filter: unknown, where = ''): Condition {
  if (!isPlainObject(filter)) throw unsupported('a filter that is no plain object', where);
  return all(Object.entries(filter).map(([key, value]) => parseEntry(key, value, where)));
}

function parseEntry(key: string, value: unknown, where: string): Condition {
  if (key === '$and') return { kind: 'and', parts: parseList(key, value, where) };
  if (key === '$or') return { kind: 'or', parts: parseList(key, value, where) };
  if (key === '$nor') return not({ kind: 'or', parts: parseList(key, value, where) });
  if (key.startsWith('$')) throw unsupported(key, where);
  return parseField(parsePath(key), value, where ? `${where}.${key}` : key);
}

function parseList(key: string, value: unknown, where: string): Condition[] {
  if (!Array.isArray(value) || value.length === 0) throw unsupported(`${key} without a list`, where);
  return value.map((part, i) => parseFilter(part, `${where}${key}.${i}`));
}

export function parsePath(path: string): FieldPath {
  const segments = path.split('.');
  if (segments.some((segment) => segment === '' || segment.startsWith('$') || segment === '__proto__'))
    throw unsupported('a field path with an empty, $ or __proto__ segment', path);
  return segments;
}

function parseField(path: FieldPath, value: unknown, where: string): Condition {
  if (!hasOperators(value)) {
    checkValue(value, where);
    return { kind: 'eq', path, value };
  }
  return all(Object.entries(value).map(([name, operand]) => parseOperator(name, operand, path, where)));
}

export const hasOperators = (value: unknown): value is Record<string, unknown> =>
  isPlainObject(value) && Object.keys(value)[0]?.startsWith('$') === true;

type OperatorParser = (operand: unknown, path: FieldPath, where: string) => Condition;

const comparison =
  (kind: 'eq' | Range): OperatorParser =>
  (value, path, where) => {
    checkValue(value, where);
    return { kind, path, value };
  };

const oneOf: OperatorParser = (operand, path, where) => ({
  kind: 'in',
  path,
  values: checkedList(operand, where),
});

/** The operators a field may carry. */
const operators: Readonly<Record<string, OperatorParser>> = {
  $eq: comparison('eq'),
  $gt: comparison('gt'),
  $gte: comparison('gte'),
  $lt: comparison('lt'),
  $lte: comparison('lte'),
  $in: oneOf,
  $ne: (value, path, where) => not(comparison('eq')(value, path, where)),
  $nin: (value, path, where) => not(oneOf(value, path, where)),
  $exists(value, path, where) {
    if (typeof value !== 'boolean') throw unsupported('$exists with anything but true or false', where);
    return value ? { kind: 'exists', path } : not({ kind: 'exists', path });
  },
  $not(value, path, where) {
    if (!hasOperators(value)) throw unsupported('$not without operators', where);
    return not(parseField(path, value, where));
  },
  $size(value, path, where) {
    if (!Number.isInteger(value) || (value as number) < 0)
      throw unsupported('$size without a natural number', where);
    return { kind: 'size', path, size: value as number };
  },
  $all(value, path, where) {
    const parts = checkedList(value, where).map((item): Condition => ({ kind: 'eq', path, value: item }));
    return parts.length === 0 ? { kind: 'or', parts } : all(parts);
  },
  $elemMatch(value, path, where) {
    if (!isPlainObject(value)) throw unsupported('$elemMatch without an object', where);
    const logical = ['$and', '$or', '$nor'].includes(Object.keys(value)[0] ?? '');
    const documents = logical || !hasOperators(value);
    const part = documents ? parseFilter(value, where) : parseField([], value, where);
    return { kind: 'elemMatch', path, part, documents };
  },
};

function parseOperator(name: string, operand: unknown, path: FieldPath, where: string): Condition {
  const parse = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (!parse) throw unsupported(name, where);
  return parse(operand, path, where);
}

function checkedList(operand: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(operand)) throw unsupported('an operator without its list', where);
  for (const item of operand) checkValue(item, where);
  return operand;
}
