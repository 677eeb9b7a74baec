import { checkValue } from './check-value.ts';
import { isPlainObject } from './is-plain-object.ts';
import { type Condition, type FieldPath, hasOperators, parseFilter, parsePath } from './parse-filter.ts';
import { rejected, unsupported } from './unsupported.ts';

/** What a `$pull` condition is held against: documents of the list, each value (arrays by element too), or each element as a whole. */
type PullTarget = 'document' | 'value' | 'whole';

export type UpdateStep = { readonly path: FieldPath } & (
  | { readonly kind: 'set' | 'min' | 'max'; readonly value: unknown; readonly onInsert: boolean }
  | { readonly kind: 'unset' }
  | { readonly kind: 'inc' | 'mul'; readonly amount: number }
  | { readonly kind: 'push'; readonly values: readonly unknown[]; readonly slice: number | null }
  | { readonly kind: 'addToSet'; readonly values: readonly unknown[] }
  | { readonly kind: 'pull'; readonly part: Condition; readonly of: PullTarget }
);

/**
 * Reads an update of the declared subset into steps ordered by path, as MongoDB applies them. Throws UNSUPPORTED_OPERATOR for what is
 * outside the subset, VALIDATION_FAILED for two steps on one path or a change of `_id`.
 */
export function parseUpdate(update: unknown): UpdateStep[] {
  if (!isPlainObject(update) || Object.keys(update).length === 0) throw unsupported('an empty update', '');
  const steps = Object.entries(update).flatMap(([name, fields]) => {
    const parse = Object.hasOwn(operators, name) ? operators[name] : undefined;
    if (!parse || !isPlainObject(fields)) throw unsupported(name, name);
    return Object.entries(fields)
      .filter(([, operand]) => operand !== undefined)
      .map(([path, operand]): UpdateStep => {
        if (path === '_id' && name !== '$setOnInsert') throw rejected('_id never changes', path);
        return parse(operand, parsePath(path), `${name}.${path}`);
      });
  });
  steps.sort((a, b) => comparePaths(a.path, b.path));
  for (const [i, step] of steps.entries()) {
    const before = steps[i - 1];
    if (before?.path.every((segment, at) => segment === step.path[at]))
      throw rejected('two operators on one path, or on a path and a part of it', step.path.join('.'));
  }
  return steps;
}

function comparePaths(a: FieldPath, b: FieldPath): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const x = a[i]!;
    const y = b[i]!;
    if (x === y) continue;
    const byNumber = Number(x) - Number(y);
    return Number.isNaN(byNumber) || byNumber === 0 ? (x < y ? -1 : 1) : byNumber;
  }
  return a.length - b.length;
}

type StepParser = (operand: unknown, path: FieldPath, where: string) => UpdateStep;

const assign =
  (kind: 'set' | 'min' | 'max', onInsert = false): StepParser =>
  (value, path, where) => {
    checkValue(value, where);
    return { kind, path, value, onInsert };
  };

const arithmetic =
  (kind: 'inc' | 'mul'): StepParser =>
  (amount, path, where) => {
    if (typeof amount !== 'number' || !Number.isFinite(amount))
      throw rejected('the amount is no number', where);
    return { kind, path, amount };
  };

const operators: Readonly<Record<string, StepParser>> = {
  $set: assign('set'),
  $setOnInsert: assign('set', true),
  $min: assign('min'),
  $max: assign('max'),
  $unset: (_operand, path) => ({ kind: 'unset', path }),
  $inc: arithmetic('inc'),
  $mul: arithmetic('mul'),
  $push(operand, path, where) {
    const { values, slice } = parseEach(operand, ['$each', '$slice'], where);
    return { kind: 'push', path, values, slice };
  },
  $addToSet(operand, path, where) {
    return { kind: 'addToSet', path, values: parseEach(operand, ['$each'], where).values };
  },
  $pull(operand, path, where) {
    if (isPlainObject(operand) && !hasOperators(operand))
      return { kind: 'pull', path, part: parseFilter(operand, where), of: 'document' };
    if (hasOperators(operand))
      return { kind: 'pull', path, part: parseFilter({ element: operand }, where), of: 'value' };
    checkValue(operand, where);
    return { kind: 'pull', path, part: { kind: 'eq', path: [], value: operand }, of: 'whole' };
  },
};

function parseEach(operand: unknown, allowed: readonly string[], where: string) {
  if (!hasOperators(operand)) {
    checkValue(operand, where);
    return { values: [operand], slice: null };
  }
  const { $each: values, $slice: slice = null } = operand;
  const foreign = Object.keys(operand).find((key) => !allowed.includes(key));
  if (foreign || !Array.isArray(values)) throw unsupported(foreign ?? 'a modifier without $each', where);
  if (slice !== null && !Number.isInteger(slice))
    throw unsupported('$slice with anything but an integer', where);
  for (const value of values) checkValue(value, where);
  return { values: values as unknown[], slice: slice as number | null };
}
