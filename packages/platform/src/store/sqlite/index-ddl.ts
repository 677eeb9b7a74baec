import type { Entity, IndexSpec, Stored } from '../port.ts';
import { parsePath } from '../query/parse-filter.ts';
import { indexName } from '../schema/index-name.ts';
import { scalarKinds } from '../schema/scalar-kinds.ts';
import { fieldExpression } from './field-expression.ts';

export const tableOf = (entity: { readonly name: string }): string => `doc_${entity.name}`;

/** The statements that create an entity's table and indexes; all may be run again. */
export const entityDdl = (entity: Entity<Stored>): string[] => [
  `CREATE TABLE IF NOT EXISTS ${tableOf(entity)} (id TEXT PRIMARY KEY NOT NULL, doc TEXT NOT NULL)`,
  ...entity.indexes.flatMap((index) => indexDdl(entity, index)),
];

export const sqlIndexName = (entity: Entity<Stored>, index: IndexSpec): string =>
  `${tableOf(entity)}__${indexName(index)}`;

/**
 * A list cannot be indexed by an expression, so such an index is left out and its queries scan. SQL holds nulls apart where MongoDB
 * takes them for equal, so a unique index gets a companion over the documents with a null.
 */
function indexDdl(entity: Entity<Stored>, index: IndexSpec): string[] {
  const fields = Object.entries(index.keys).map(([name, direction]) => {
    const path = parsePath(name);
    const value = scalarKinds(entity.schema, path) && fieldExpression(path);
    return { value, type: fieldExpression(path, 'json_type'), order: direction === 1 ? 'ASC' : 'DESC' };
  });
  if (fields.some(({ value }) => value === null)) return [];
  const name = sqlIndexName(entity, index);
  const keys = fields.map(({ value, order }) => `${value} ${order}`).join(', ');
  const create = index.unique ? 'CREATE UNIQUE INDEX IF NOT EXISTS' : 'CREATE INDEX IF NOT EXISTS';
  const ddl = [`${create} "${name}" ON ${tableOf(entity)} (${keys})`];
  if (!index.unique) return ddl;
  const nullSafe = fields.map(({ value }) => `ifnull(${value}, x'00')`).join(', ');
  const hasNull = fields.map(({ value }) => `${value} IS NULL`).join(' OR ');
  const complete = fields.map(({ type }) => `${type} IS NOT NULL`).join(' AND ');
  const among = index.sparse ? `(${hasNull}) AND ${complete}` : hasNull;
  return [...ddl, `${create} "${name}__null" ON ${tableOf(entity)} (${nullSafe}) WHERE ${among}`];
}
