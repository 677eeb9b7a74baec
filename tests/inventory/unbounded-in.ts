import { z } from 'zod';

type Def = z.core.$ZodTypes['_zod']['def'];

const leaves = new Set(['boolean', 'enum', 'literal', 'null', 'undefined', 'never', 'transform']);
const wrappers = new Set(['optional', 'nullable', 'default', 'prefault', 'nonoptional', 'readonly', 'catch']);

const limits = ({ _zod }: z.core.$ZodType, check: string): boolean =>
  _zod.def.checks?.some((one) => one._zod.def.check === check) ?? false;

/** Paths in a schema, each with what has no largest size there: a text, a list, a record, a number. */
export function unboundedIn(schema: z.core.$ZodType, path = ''): string[] {
  const def = schema._zod.def as Def;
  const fault = (what: string) => [`${path || '.'}: ${what} without a largest size`];
  if (leaves.has(def.type)) return [];
  if (wrappers.has(def.type))
    return unboundedIn((def as Def & { innerType: z.core.$ZodType }).innerType, path);
  switch (def.type) {
    case 'string':
      return limits(schema, 'max_length') ? [] : fault('text');
    case 'number':
      return limits(schema, 'less_than') && limits(schema, 'greater_than') ? [] : fault('number');
    case 'array':
      return [
        ...(limits(schema, 'max_length') ? [] : fault('list')),
        ...unboundedIn(def.element, `${path}[]`),
      ];
    case 'object':
      return Object.entries(def.shape).flatMap(([key, field]) =>
        unboundedIn(field, path ? `${path}.${key}` : key),
      );
    case 'union':
      return def.options.flatMap((option) => unboundedIn(option, path));
    case 'pipe':
      return unboundedIn(def.in, path);
    default:
      return fault(def.type);
  }
}

/** Whether a body with a key too many is refused, at every depth; names the places where it is not. */
export function openIn(schema: z.core.$ZodType, path = ''): string[] {
  const def = schema._zod.def as Def;
  if (wrappers.has(def.type)) return openIn((def as Def & { innerType: z.core.$ZodType }).innerType, path);
  if (def.type === 'array') return openIn(def.element, `${path}[]`);
  if (def.type === 'union') return def.options.flatMap((option) => openIn(option, path));
  if (def.type === 'pipe') return openIn(def.in, path);
  if (def.type !== 'object') return [];
  const isClosed = def.catchall instanceof z.ZodNever;
  return [
    ...(isClosed ? [] : [`${path || '.'}: takes keys it does not know`]),
    ...Object.entries(def.shape).flatMap(([key, field]) => openIn(field, path ? `${path}.${key}` : key)),
  ];
}
