import { newBarSeries } from '@sagacity/kernel';
import type { SqliteDatabase, SqliteStatements } from '../sqlite/open-database.ts';
import { barTable, createBarTables, valuationTable } from './bar-tables.ts';
import { readRows, upsertRows } from './day-rows.ts';
import type { BarCoverage, BarRange, BarStore } from './port.ts';

const coverageSql = (
  where: string,
) => `SELECT i.instrument, c.rows, c.first_day AS firstDay, c.last_day AS lastDay, i.source
  FROM bar_coverage c JOIN bar_instrument i ON i.id = c.instrument WHERE ${where} ORDER BY i.instrument`;

const extendCoverage = `INSERT INTO bar_coverage (instrument, rows, first_day, last_day) VALUES (?, ?, ?, ?)
  ON CONFLICT (instrument) DO UPDATE SET rows = rows + excluded.rows,
  first_day = min(first_day, excluded.first_day), last_day = max(last_day, excluded.last_day)`;

/** Bars in tables of the data file, which the caller closes. */
export async function openSqliteBarStore(db: SqliteDatabase): Promise<BarStore> {
  await createBarTables(db);

  const findId = (statements: SqliteStatements, instrument: string) =>
    statements.prepare('SELECT id FROM bar_instrument WHERE instrument = ?').get(instrument)?.id as
      | number
      | undefined;
  const ensureId = (tx: SqliteStatements, instrument: string) =>
    findId(tx, instrument) ??
    Number(tx.prepare('INSERT INTO bar_instrument (instrument) VALUES (?)').run(instrument).lastInsertRowid);
  const checked = (range: BarRange): BarRange =>
    range.last === undefined ? range : { ...range, last: Math.max(0, range.last) };

  return {
    upsertBars: (instrument, bars, source) =>
      db.transaction((tx) => {
        const id = ensureId(tx, instrument);
        tx.prepare('UPDATE bar_instrument SET source = ? WHERE id = ?').run(source, id);
        const counts = upsertRows(tx, barTable, id, bars);
        if (bars.day.length > 0) tx.prepare(extendCoverage).run(id, counts.inserted, ...span(bars.day));
        return counts;
      }),
    async readBars(instrument, range = {}) {
      const id = findId(db, instrument);
      return id === undefined ? newBarSeries(0) : readRows(db, barTable, id, checked(range));
    },
    async putAdjustments(instrument, adjustments) {
      await db.transaction((tx) => {
        const id = ensureId(tx, instrument);
        tx.prepare('DELETE FROM bar_adjustment WHERE instrument = ?').run(id);
        const insert = tx.prepare('INSERT INTO bar_adjustment VALUES (?, ?, ?, ?)');
        for (const { exDay, priceRatio, splitRatio } of adjustments)
          insert.run(id, exDay, priceRatio, splitRatio);
      });
    },
    async readAdjustments(instrument, asOf) {
      const rows = db
        .prepare(
          `SELECT ex_day, price_ratio, split_ratio FROM bar_adjustment
           WHERE instrument = (SELECT id FROM bar_instrument WHERE instrument = ?) AND ex_day <= ? ORDER BY ex_day`,
        )
        .all(instrument, asOf) as { ex_day: number; price_ratio: number; split_ratio: number }[];
      return rows.map((row) => ({
        exDay: row.ex_day,
        priceRatio: row.price_ratio,
        splitRatio: row.split_ratio,
      }));
    },
    async upsertValuations(instrument, valuations) {
      await db.transaction((tx) => upsertRows(tx, valuationTable, ensureId(tx, instrument), valuations));
    },
    async readValuations(instrument, range = {}) {
      return readRows(db, valuationTable, findId(db, instrument) ?? -1, checked(range));
    },
    async coverage(instrument) {
      const rows =
        instrument === undefined
          ? db.prepare(coverageSql('true')).all()
          : db.prepare(coverageSql('i.instrument = ?')).all(instrument);
      return rows.map((row) => ({ ...row }) as unknown as BarCoverage); // the query's names are BarCoverage's
    },
    async removeInstrument(instrument) {
      await db.transaction((tx) => {
        const id = findId(tx, instrument);
        if (id === undefined) return;
        for (const table of [barTable.name, valuationTable.name, 'bar_adjustment', 'bar_coverage'])
          tx.prepare(`DELETE FROM ${table} WHERE instrument = ?`).run(id);
        tx.prepare('DELETE FROM bar_instrument WHERE id = ?').run(id);
      });
    },
    async close() {},
  };
}

/** First and last of days in any order. */
const span = (days: Int32Array): [number, number] => [
  days.reduce((a, b) => Math.min(a, b)),
  days.reduce((a, b) => Math.max(a, b)),
];
