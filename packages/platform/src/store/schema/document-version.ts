import type { AnyDocument, Entity, Stored } from '../port.ts';
import type { SchemaNode } from './scalar-kinds.ts';

/** Where a document says which version of its entity wrote it whole; one of version 1 says nothing. */
export const versionField = '_v';

export const versionOf = (document: object): number =>
  ((document as Record<string, unknown>)[versionField] as number | undefined) ?? 1;

/** A whole document as this version writes it. */
export const stamped = <T extends Stored>(entity: Entity<T>, document: T): T =>
  entity.version > 1 ? { ...document, [versionField]: entity.version } : document;

/**
 * A stored document as this version reads it: what an earlier one did not write is filled in, step by step, and what is there stays,
 * since this version may have updated it meanwhile. A document of a later version is left as it is.
 */
export function readVersion<T extends Stored>(entity: Entity<T>, stored: unknown): T {
  if (entity.version === 1) return stored as T;
  let document = stored as AnyDocument;
  for (let from = versionOf(document); from < entity.version; from++)
    document = { ...entity.upcast?.(document, from), ...document };
  const { [versionField]: _version, ...rest } = document;
  return rest as unknown as T;
}

/** The fields a version may lay down anew in a document; null when its schema takes any, so that nothing in it is unknown. */
export function knownFields<T extends Stored>(entity: Entity<T>): ReadonlySet<string> | null {
  const { def } = entity.schema as unknown as SchemaNode; // zod publishes `def`, its type differs per schema
  return def.type === 'object' && !def.catchall ? new Set(Object.keys(def.shape ?? {})) : null;
}

/** What takes the place of a stored document: fields of a later version stay, and it stays one of that version. */
export function replacing<T extends Stored>(entity: Entity<T>, stored: object, next: T): T {
  const known = knownFields(entity);
  if (known === null) return stamped(entity, next);
  const kept = Object.entries(stored).filter(([name]) => !known.has(name) && name !== versionField);
  const version = Math.max(versionOf(stored), entity.version);
  return { ...Object.fromEntries(kept), ...next, ...(version > 1 && { [versionField]: version }) };
}
