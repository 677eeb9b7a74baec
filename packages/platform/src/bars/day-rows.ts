import { AppError } from '@sagacity/kernel';
import type { SqliteStatements } from '../sqlite/open-database.ts';
import type { DayTable } from './bar-tables.ts';
import type { BarRange } from './port.ts';

/** A series in columns: `day` and one column a field, all of one length. */
export type DaySeries<Column extends string> = { readonly day: Int32Array } & {
  readonly [name in Column]: Float64Array;
};

/** Inserts or replaces every row of the series; returns how many rows were inserted and how many got other values. */
export function upsertRows<Column extends string>(
  db: SqliteStatements,
  table: DayTable<Column>,
  instrumentId: number,
  series: DaySeries<Column>,
): { inserted: number; updated: number } {
  const { name, columns } = table;
  const columnData = columns.map((column) => series[column]);
  if (columnData.some((column) => column.length !== series.day.length))
    throw new AppError('VALIDATION_FAILED', `bars: the columns of ${name} differ in length`);
  const statement = db.prepare(
    `INSERT INTO ${name} (instrument, day, ${columns.join(', ')}) VALUES (?, ?, ${columns.map(() => '?').join(', ')})
     ON CONFLICT (instrument, day) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}
     WHERE ${columns.map((column) => `${name}.${column} IS NOT excluded.${column}`).join(' OR ')}`,
  );
  const held = db.prepare(`SELECT count(*) AS rows FROM ${name} WHERE instrument = ?`);
  const before = held.get(instrumentId)?.rows as number;
  const values: number[] = new Array(columns.length + 2);
  values[0] = instrumentId;
  let changed = 0;
  for (let row = 0; row < series.day.length; row++) {
    values[1] = series.day[row]!;
    for (let column = 0; column < columnData.length; column++) values[column + 2] = columnData[column]![row]!;
    changed += statement.run(...values).changes as number;
  }
  const inserted = (held.get(instrumentId)?.rows as number) - before;
  return { inserted, updated: changed - inserted };
}

/** Rows of the range in ascending order. */
export function readRows<Column extends string>(
  db: SqliteStatements,
  table: DayTable<Column>,
  instrumentId: number,
  range: BarRange,
): DaySeries<Column> {
  const statement = db.prepare(
    `SELECT day, ${table.columns.join(', ')} FROM ${table.name}
     WHERE instrument = ? AND day BETWEEN ? AND ? ORDER BY day DESC LIMIT ?`,
  );
  statement.setReturnArrays(true);
  const { from = -(2 ** 31), to = 2 ** 31, last = -1 } = range;
  // setReturnArrays makes rows arrays in column order, which the driver's types do not follow
  const rows = statement.all(instrumentId, from, to, last) as unknown as (number | null)[][];
  const length = rows.length;
  const day = new Int32Array(length);
  const data = table.columns.map(() => new Float64Array(length));
  for (let i = 0; i < length; i++) {
    const row = rows[length - 1 - i]!;
    day[i] = row[0]!;
    for (let column = 0; column < data.length; column++) data[column]![i] = row[column + 1] ?? Number.NaN;
  }
  const columns = Object.fromEntries(table.columns.map((column, i) => [column, data[i]!]));
  return { day, ...columns } as DaySeries<Column>; // one entry per name of table.columns
}
