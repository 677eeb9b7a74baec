import { compareValues, equalValues } from './bson-order.ts';
import { isPlainObject } from './is-plain-object.ts';
import { matches } from './matches.ts';
import type { FieldPath } from './parse-filter.ts';
import type { UpdateStep } from './parse-update.ts';
import { rejected } from './unsupported.ts';
import { isIndex } from './visit-path.ts';
import { writePath } from './write-path.ts';

type Document = Record<string, unknown>;

/** The document after the steps; the given one is left alone. `inserting` lets `$setOnInsert` act. Throws VALIDATION_FAILED. */
export function applyUpdate<T>(document: T, steps: readonly UpdateStep[], inserting = false): T {
  const result = copy(document) as Document;
  for (const step of steps) {
    if (step.kind === 'set' && step.onInsert && !inserting) continue;
    if (step.kind === 'unset') {
      if (reaches(result, step.path)) writePath(result, step.path, () => undefined);
    } else writePath(result, step.path, (old) => changed(old, step));
  }
  return result as T;
}

/** `$unset` of something that is not there is no error, wherever its path breaks off. */
function reaches(document: Document, path: FieldPath): boolean {
  let at: unknown = document;
  for (const segment of path) {
    if (Array.isArray(at) ? !isIndex(segment) : !isPlainObject(at)) return false;
    at = (at as Document)[segment];
  }
  return at !== undefined;
}

function changed(old: unknown, step: Exclude<UpdateStep, { kind: 'unset' }>): unknown {
  const where = step.path.join('.');
  switch (step.kind) {
    case 'set':
      return copy(step.value);
    case 'min':
      return old === undefined || compareValues(step.value, old) < 0 ? copy(step.value) : old;
    case 'max':
      return old === undefined || compareValues(step.value, old) > 0 ? copy(step.value) : old;
    case 'inc':
      return numberOr(old, 0, where) + step.amount;
    case 'mul':
      return numberOr(old, 0, where) * step.amount + 0; // -0 is 0 in JSON
    case 'push':
      return sliced([...listOr(old, where), ...step.values.map(copy)], step.slice);
    case 'addToSet':
      return union(listOr(old, where), step.values);
    case 'pull':
      return old === undefined ? undefined : listOr(old, where).filter((item) => !isPulled(item, step));
  }
}

function isPulled(item: unknown, step: Extract<UpdateStep, { kind: 'pull' }>): boolean {
  if (step.of === 'document') return isPlainObject(item) && matches(item, step.part);
  return matches(step.of === 'value' ? { element: item } : item, step.part);
}

function union(list: readonly unknown[], values: readonly unknown[]): unknown[] {
  const result = [...list];
  for (const value of values) if (!result.some((item) => equalValues(item, value))) result.push(copy(value));
  return result;
}

function sliced(list: unknown[], slice: number | null): unknown[] {
  if (slice === null) return list;
  return slice >= 0 ? list.slice(0, slice) : list.slice(slice);
}

function numberOr(old: unknown, missing: number, where: string): number {
  if (old === undefined) return missing;
  if (typeof old !== 'number') throw rejected('the field holds no number', where);
  return old;
}

function listOr(old: unknown, where: string): unknown[] {
  if (old === undefined) return [];
  if (!Array.isArray(old)) throw rejected('the field holds no list', where);
  return old;
}

/** Deep, dropping fields that are `undefined` as both engines do. */
export function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : copy(item)));
  if (!isPlainObject(value)) return value;
  const result: Document = {};
  for (const key in value) if (value[key] !== undefined) result[key] = copy(value[key]);
  return result;
}
