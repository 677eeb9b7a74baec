import { AppError } from '@sagacity/kernel';
import type { AnyBulkWriteOperation, ClientSession, Collection } from 'mongodb';
import type { DayTable } from '../bar-tables.ts';
import type { DaySeries } from '../day-rows.ts';
import type { BarRange } from '../port.ts';

/** One day of an instrument: `_id` sorts by instrument, then day, so that its own index serves every read. */
export interface DayDocument {
  readonly _id: string;
  readonly day: number;
  readonly [column: string]: number | string | null;
}

const dayOffset = 1_000_000;
/** Days before 1970 are negative; the offset keeps text order and number order the same. */
export const dayId = (instrument: string, day: number): string =>
  `${instrument}@${String(day + dayOffset).padStart(7, '0')}`;

export const rangeFilter = (instrument: string, { from = -dayOffset, to = dayOffset }: BarRange = {}) => ({
  _id: { $gte: dayId(instrument, from), $lte: dayId(instrument, to) },
});

/** Inserts or replaces every row of the series; returns how many were inserted and how many got other values. */
export async function upsertDays<Column extends string>(
  collection: Collection<DayDocument>,
  { columns, name }: DayTable<Column>,
  instrument: string,
  series: DaySeries<Column>,
  session: ClientSession,
): Promise<{ inserted: number; updated: number }> {
  if (columns.some((column) => series[column].length !== series.day.length))
    throw new AppError('VALIDATION_FAILED', `bars: the columns of ${name} differ in length`);
  if (series.day.length === 0) return { inserted: 0, updated: 0 };
  const operations = new Map<number, AnyBulkWriteOperation<DayDocument>>();
  for (let row = 0; row < series.day.length; row++) {
    const day = series.day[row]!;
    const values = columns.map((column) => [column, storedValue(series[column][row]!)] as const);
    operations.set(day, {
      updateOne: {
        filter: { _id: dayId(instrument, day) },
        update: { $set: { day, ...Object.fromEntries(values) } },
        upsert: true,
      },
    });
  }
  const counts = { inserted: 0, updated: 0 };
  const all = [...operations.values()];
  for (let from = 0; from < all.length; from += rowsPerCommand) {
    const some = all.slice(from, from + rowsPerCommand);
    const result = await collection.bulkWrite(some, { ordered: false, session });
    counts.inserted += result.upsertedCount;
    counts.updated += result.modifiedCount;
  }
  return counts;
}

/** So few that a command is answered well before its connection is taken for dead. */
const rowsPerCommand = 2_000;

/** Rows of the range in ascending order. */
export async function readDays<Column extends string>(
  collection: Collection<DayDocument>,
  { columns }: DayTable<Column>,
  instrument: string,
  range: BarRange,
): Promise<DaySeries<Column>> {
  const { last } = range;
  const newestFirst = collection.find(rangeFilter(instrument, range)).sort({ _id: -1 });
  if (last !== undefined) newestFirst.limit(last);
  const documents = last !== undefined && last <= 0 ? [] : await newestFirst.batchSize(10_000).toArray();
  documents.reverse();
  const column = (name: Column) =>
    Float64Array.from(documents, (document) => (document[name] as number | null) ?? Number.NaN);
  const data = Object.fromEntries(columns.map((name) => [name, column(name)]));
  return { day: Int32Array.from(documents, ({ day }) => day), ...data } as DaySeries<Column>; // one entry per column
}

const storedValue = (value: number) => (Number.isNaN(value) ? null : value);
