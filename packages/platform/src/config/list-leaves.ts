import type { z } from 'zod';

export interface ConfigLeaf {
  /** `['store', 'uri']`. */
  readonly path: readonly string[];
  readonly key: string;
  readonly envName: string;
  readonly secret: boolean;
  readonly kind: 'text' | 'number' | 'boolean' | 'list' | 'choice';
  readonly choices: readonly string[];
  readonly nullable: boolean;
  readonly defaultValue: unknown;
  readonly description: string;
  /** Description of the section it is in; empty at the top. */
  readonly section: string;
}

interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly shape?: Record<string, z.ZodType>;
  readonly entries?: Record<string, string>;
}
const definitionOf = (schema: z.ZodType) => schema.def as unknown as Definition; // def is public, its union is not narrowed by zod

const kinds: Record<string, ConfigLeaf['kind']> = {
  string: 'text',
  number: 'number',
  boolean: 'boolean',
  array: 'list',
  enum: 'choice',
};

/** Every knob of the tree, in the order it is written. */
export function listLeaves(tree: z.ZodType, path: readonly string[] = [], section = ''): ConfigLeaf[] {
  const { base, nullable } = unwrap(tree);
  const { shape } = definitionOf(base);
  if (shape) {
    const heading = path.length === 0 ? '' : (tree.meta()?.description ?? section);
    return Object.entries(shape).flatMap(([name, child]) => listLeaves(child, [...path, name], heading));
  }
  const definition = definitionOf(base);
  const meta = tree.meta();
  return [
    {
      path,
      key: path.join('.'),
      envName: envNameOf(path),
      secret: meta?.secret === true,
      kind: kinds[definition.type] ?? 'text',
      choices: Object.values(definition.entries ?? {}),
      nullable,
      defaultValue: tree.parse(undefined),
      description: meta?.description ?? '',
      section,
    },
  ];
}

/** `['store', 'uri']` is `SAGACITY_STORE_URI`. */
export const envNameOf = (path: readonly string[]): string =>
  `SAGACITY_${path.map((name) => name.replace(/([A-Z])/g, '_$1').toUpperCase()).join('_')}`;

function unwrap(schema: z.ZodType): { base: z.ZodType; nullable: boolean } {
  let base = schema;
  let nullable = false;
  for (;;) {
    const definition = definitionOf(base);
    const inner = definition.innerType ?? (definition.type === 'pipe' ? definition.in : undefined);
    if (!inner) return { base, nullable };
    nullable ||= definition.type === 'nullable';
    base = inner;
  }
}
