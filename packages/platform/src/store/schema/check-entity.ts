import { AppError } from '@sagacity/kernel';
import type { Entity, IndexSpec, Stored } from '../port.ts';
import { parsePath } from '../query/parse-filter.ts';
import { scalarKinds } from './scalar-kinds.ts';

/** Refuses what the engines would enforce differently: unique or expiring indexes over lists, names that are no identifier. */
export function checkEntity(entity: Entity<Stored>): void {
  if (!/^[a-z][a-z0-9_]*$/.test(entity.name)) throw fault(entity, 'the name must be snake_case');
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
