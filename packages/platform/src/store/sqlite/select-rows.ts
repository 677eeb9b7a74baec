import type { SqliteStatements } from '../../sqlite/open-database.ts';
import type { Order, Stored } from '../port.ts';
import { compareBy } from '../query/compare-by.ts';
import { matches } from '../query/matches.ts';
import type { Condition, FieldPath } from '../query/parse-filter.ts';
import { parseTagged } from '../query/tagged-json.ts';
import { documentColumns } from './document-columns.ts';
import { filterToSql, type KindsOf } from './filter-to-sql.ts';
import { sortToSql } from './sort-to-sql.ts';

export interface Table {
  readonly name: string;
  readonly kindsOf: KindsOf;
}

export interface Selection {
  readonly sort?: Order | undefined;
  readonly skip?: number | undefined;
  readonly limit?: number | undefined;
  /** Null or none for whole documents. */
  readonly paths?: readonly FieldPath[] | null;
}

/**
 * Documents that meet a filter, in order. SQL narrows and sorts where that is exact; the matcher decides on every row that SQL could
 * not decide, and the sort, skip and limit are then done here.
 */
export function selectDocuments(
  on: SqliteStatements,
  table: Table,
  condition: Condition,
  { sort = {}, skip = 0, limit = Number.POSITIVE_INFINITY, paths = null }: Selection,
): Stored[] {
  const columns = documentColumns(paths);
  const id = soleId(condition);
  if (id !== null && skip === 0 && limit > 0) {
    const row = on.prepare(`SELECT ${columns.sql} FROM ${table.name} WHERE id = ?`).get(id);
    return row ? [columns.read(row) as Stored] : [];
  }
  const filter = filterToSql(condition, table.kindsOf);
  const order = sortToSql(sort, table.kindsOf);
  const from = `FROM ${table.name} WHERE ${filter.sql}${order ?? ''}`;
  if (filter.exact && order !== null) {
    const bounded = limit < Number.POSITIVE_INFINITY || skip > 0;
    const window = bounded ? [limit < Number.POSITIVE_INFINITY ? limit : -1, skip] : [];
    const statement = on.prepare(`SELECT ${columns.sql} ${from}${bounded ? ' LIMIT ? OFFSET ?' : ''}`);
    return statement.all(...filter.values, ...window).map((row) => columns.read(row) as Stored);
  }
  const end = order === null ? Number.POSITIVE_INFINITY : skip + limit;
  const found: unknown[] = [];
  if (end > 0)
    for (const row of on.prepare(`SELECT doc ${from}`).iterate(...filter.values)) {
      const document = parseTagged(row.doc as string);
      if (matches(document, condition)) found.push(document);
      if (found.length >= end) break;
    }
  if (order === null) found.sort(compareBy(sort));
  return found.slice(skip, skip + limit).map((document) => columns.narrow(document) as Stored);
}

/** The commonest filter of all, `{ _id }`, needs no translation. */
function soleId(condition: Condition): string | null {
  if (condition.kind !== 'eq' || condition.path.length !== 1 || condition.path[0] !== '_id') return null;
  return typeof condition.value === 'string' ? condition.value : null;
}

export function countDocuments(on: SqliteStatements, table: Table, condition: Condition): number {
  const filter = filterToSql(condition, table.kindsOf);
  if (!filter.exact) return selectDocuments(on, table, condition, {}).length;
  const row = on.prepare(`SELECT count(*) AS n FROM ${table.name} WHERE ${filter.sql}`).get(...filter.values);
  return row?.n as number;
}
