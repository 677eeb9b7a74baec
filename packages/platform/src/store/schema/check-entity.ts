import { AppError } from '@sagacity/kernel';
import type { Entity, IndexSpec, Stored } from '../port.ts';
import { parsePath } from '../query/parse-filter.ts';
import { type SchemaNode, scalarKinds } from './scalar-kinds.ts';

/** Refuses what the engines would enforce differently: unique or expiring indexes over lists, names that are no identifier. */
export function checkEntity(entity: Entity<Stored>): void {
  if (!/^[a-z][a-z0-9_]*$/.test(entity.name)) throw fault(entity, 'the name must be snake_case');
  const { def } = entity.schema as unknown as SchemaNode; // zod publishes `def`, its type differs per schema
  if (def.catchall?.def.type === 'never')
    throw fault(entity, 'a strict schema refuses what a later version adds; make it an object');
  if (!Number.isSafeInteger(entity.version) || entity.version < 1)
    throw fault(entity, 'the version must be 1 or more');
  if (entity.version > 1 && !entity.upcast)
    throw fault(entity, 'a later version needs an upcast for documents of the earlier ones');
  for (const index of entity.indexes) checkIndex(entity, index);
}

function checkIndex(entity: Entity<Stored>, index: IndexSpec): void {
  const fields = Object.keys(index.keys);
  if (fields.length === 0) throw fault(entity, 'an index needs a field');
  const expires = index.expireAfterSeconds !== undefined;
  if (expires && fields.length > 1) throw fault(entity, 'an expiring index has one field');
  for (const field of fields) {
    const kinds = scalarKinds(entity.schema, parsePath(field));
    if ((index.unique || expires) && !kinds)
      throw fault(entity, `"${field}" is no scalar by the schema, so it cannot be unique or expire`);
    if (expires && !kinds?.has('date')) throw fault(entity, `"${field}" is no date, so it cannot expire`);
  }
}

const fault = (entity: Entity<Stored>, why: string) =>
  new AppError('INTERNAL', `store entity ${entity.name}: ${why}; change its defineEntity`);
