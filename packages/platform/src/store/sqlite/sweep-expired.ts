import type { SqliteDatabase } from '../../sqlite/open-database.ts';
import type { Entity, Stored } from '../port.ts';
import { parsePath } from '../query/parse-filter.ts';
import { tagScalar } from '../query/tagged-json.ts';
import { fieldExpression } from './field-expression.ts';
import { tableOf } from './index-ddl.ts';

/** Removes the documents whose expiry index says so; returns how many. */
export async function sweepExpired(
  database: SqliteDatabase,
  entities: Iterable<Entity<Stored>>,
  nowMs: number,
): Promise<number> {
  let removed = 0;
  for (const entity of entities)
    for (const { keys, expireAfterSeconds } of entity.indexes) {
      const field = fieldExpression(parsePath(Object.keys(keys)[0] ?? ''));
      if (expireAfterSeconds === undefined || !field) continue;
      const cutoff = tagScalar(new Date(nowMs - expireAfterSeconds * 1000)) as string;
      const earliest = tagScalar(new Date('0000-01-01T00:00:00Z')) as string;
      const sql = `DELETE FROM ${tableOf(entity)} WHERE ${field} BETWEEN ? AND ?`;
      removed += await database.transaction((tx) => Number(tx.prepare(sql).run(earliest, cutoff).changes));
    }
  return removed;
}
