import type { z } from 'zod';

export type ScalarKind = 'string' | 'number' | 'boolean' | 'date' | 'null';
type Kinds = ReadonlySet<ScalarKind>;

/** What zod publishes of a schema, whatever its type. */
export interface SchemaNode {
  readonly def: {
    readonly type: string;
    readonly innerType?: SchemaNode;
    readonly in?: SchemaNode;
    readonly out?: SchemaNode;
    readonly shape?: Readonly<Record<string, SchemaNode>>;
    readonly valueType?: SchemaNode;
    readonly catchall?: SchemaNode;
    readonly options?: readonly SchemaNode[];
    readonly values?: readonly unknown[];
    readonly entries?: Readonly<Record<string, unknown>>;
  };
}

/**
 * The scalar types a field path can hold by the schema (`null` also stands for a missing field), or null when it may hold or lead
 * through a list, hold a document, or is unknown. Only proven scalars may be compared by the database itself.
 */
export function scalarKinds(schema: z.ZodType, path: readonly string[]): Kinds | null {
  return kindsAt(schema as unknown as SchemaNode, path); // zod publishes `def`, its type differs per schema
}

export const wrappers: ReadonlySet<string> = new Set([
  'default',
  'prefault',
  'readonly',
  'nonoptional',
  'catch',
]);

function kindsAt({ def }: SchemaNode, path: readonly string[]): Kinds | null {
  if (wrappers.has(def.type) && def.innerType) return kindsAt(def.innerType, path);
  if (def.type === 'optional' || def.type === 'nullable')
    return union([kindsAt(def.innerType as SchemaNode, path), new Set(['null'])]);
  if (def.type === 'pipe')
    return def.out?.def.type === 'transform' ? null : kindsAt(def.out as SchemaNode, path);
  if (def.type === 'union') return union((def.options ?? []).map((option) => kindsAt(option, path)));
  const [field, ...rest] = path;
  if (field === undefined) return scalarsOf(def);
  if (def.type === 'object') {
    const inner = def.shape && Object.hasOwn(def.shape, field) ? def.shape[field] : undefined;
    return inner ? kindsAt(inner, rest) : null;
  }
  if (def.type === 'record' && def.valueType) return union([kindsAt(def.valueType, rest), new Set(['null'])]);
  return scalarsOf(def) && new Set<ScalarKind>(['null']);
}

const plain: Readonly<Record<string, ScalarKind>> = {
  string: 'string',
  template_literal: 'string',
  number: 'number',
  int: 'number',
  boolean: 'boolean',
  date: 'date',
  null: 'null',
};

function scalarsOf(def: SchemaNode['def']): Kinds | null {
  const kind = plain[def.type];
  if (kind) return new Set([kind]);
  const listed =
    def.type === 'literal' ? def.values : def.type === 'enum' ? Object.values(def.entries ?? {}) : null;
  if (!listed) return null;
  return union(
    listed.map((value) => {
      const kind = plain[value === null ? 'null' : typeof value];
      return kind ? new Set([kind]) : null;
    }),
  );
}

function union(parts: readonly (Kinds | null)[]): Kinds | null {
  const result = new Set<ScalarKind>();
  for (const part of parts) {
    if (!part) return null;
    for (const kind of part) result.add(kind);
  }
  return result;
}
