import type { z } from 'zod';
import { type FieldPath, parsePath } from '../query/parse-filter.ts';
import { unsupported } from '../query/unsupported.ts';
import { type SchemaNode, wrappers } from './scalar-kinds.ts';

/**
 * The paths of the fields a read is narrowed to, the id first. Throws UNSUPPORTED_OPERATOR where engines would differ: a path the schema
 * does not lead to through documents alone, or two of which one leads to a part of the other.
 */
export function partPaths(schema: z.ZodType, fields: readonly string[]): FieldPath[] {
  const names = [...new Set(['_id', ...fields])];
  return names.map((name) => {
    const path = parsePath(name);
    const outer = path.slice(0, -1).map((_, depth) => path.slice(0, depth + 1).join('.'));
    if (names.some((other) => outer.includes(other)))
      throw unsupported('a field beside the whole it is a part of', name);
    if (!leads(schema as unknown as SchemaNode, path))
      // zod publishes `def`, its type differs per schema
      throw unsupported('a field the schema does not lead to', name);
    return path;
  });
}

function leads({ def }: SchemaNode, path: FieldPath): boolean {
  const [field, ...rest] = path;
  if (field === undefined) return true;
  if (def.innerType && (wrappers.has(def.type) || def.type === 'optional' || def.type === 'nullable'))
    return leads(def.innerType, path);
  if (def.type === 'pipe') return leads(def.out as SchemaNode, path);
  if (def.type === 'union') {
    const options = def.options ?? [];
    return options.some((option) => leads(option, path)) && !options.some(isList);
  }
  if (def.type === 'record') return leads(def.valueType as SchemaNode, rest);
  if (def.type === 'any' || def.type === 'unknown') return rest.length === 0;
  const inner = def.shape && Object.hasOwn(def.shape, field) ? def.shape[field] : def.catchall;
  return inner !== undefined && leads(inner, rest);
}

const isList = ({ def }: SchemaNode): boolean =>
  def.type === 'array' || (def.innerType !== undefined && isList(def.innerType));
