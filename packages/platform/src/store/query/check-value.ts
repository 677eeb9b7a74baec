import { isPlainObject } from './is-plain-object.ts';
import { unsupported } from './unsupported.ts';

/** Accepts what both engines store alike: null, finite numbers, strings, booleans, dates, bytes, arrays and plain objects without `$` keys. */
export function checkValue(value: unknown, where: string): void {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return;
    case 'number':
      if (Number.isFinite(value)) return;
      throw unsupported(`number ${value}`, where);
    case 'object':
      checkObject(value, where);
      return;
    default:
      throw unsupported(`a value of type ${typeof value}`, where);
  }
}

function checkObject(value: object | null, where: string): void {
  if (value === null || value instanceof Uint8Array) return;
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) throw unsupported('an invalid date', where);
    return;
  }
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) checkValue(item, `${where}.${i}`);
    return;
  }
  if (!isPlainObject(value)) throw unsupported(`a ${value.constructor?.name ?? 'class'} value`, where);
  for (const [key, field] of Object.entries(value)) {
    if (key.startsWith('$') || key === '__proto__') throw unsupported(key, `${where}.${key}`);
    if (field !== undefined) checkValue(field, `${where}.${key}`);
  }
}
