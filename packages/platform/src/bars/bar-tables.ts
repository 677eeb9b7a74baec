import type { SqliteDatabase } from '../sqlite/open-database.ts';

/** Rows are clustered by (instrument, day), so a range is one contiguous read. NaN is stored as NULL. */
const schema = `
CREATE TABLE IF NOT EXISTS bar_instrument (
  id INTEGER PRIMARY KEY, instrument TEXT NOT NULL UNIQUE, source TEXT
);
CREATE TABLE IF NOT EXISTS bar_coverage (
  instrument INTEGER PRIMARY KEY, rows INTEGER NOT NULL, first_day INTEGER NOT NULL, last_day INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS bar (
  instrument INTEGER NOT NULL, day INTEGER NOT NULL,
  open REAL, high REAL, low REAL, close REAL, volume REAL, amount REAL,
  PRIMARY KEY (instrument, day)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS bar_valuation (
  instrument INTEGER NOT NULL, day INTEGER NOT NULL,
  peTtm REAL, pbMrq REAL, psTtm REAL, pcfTtm REAL, turnoverPct REAL,
  PRIMARY KEY (instrument, day)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS bar_adjustment (
  instrument INTEGER NOT NULL, ex_day INTEGER NOT NULL, price_ratio REAL NOT NULL, split_ratio REAL NOT NULL,
  PRIMARY KEY (instrument, ex_day)
) WITHOUT ROWID;`;

/** A table of daily rows, its column names being the fields of the series it holds. */
export interface DayTable<Column extends string> {
  readonly name: string;
  readonly columns: readonly Column[];
}

export const barTable = {
  name: 'bar',
  columns: ['open', 'high', 'low', 'close', 'volume', 'amount'],
} as const;

export const valuationTable = {
  name: 'bar_valuation',
  columns: ['peTtm', 'pbMrq', 'psTtm', 'pcfTtm', 'turnoverPct'],
} as const;

/** Counting a million rows takes a third of a second, so what is held is kept beside them and only counted when it is not. */
const fillCoverage = `INSERT INTO bar_coverage SELECT instrument, count(*), min(day), max(day) FROM bar
  WHERE NOT EXISTS (SELECT 1 FROM bar_coverage) GROUP BY instrument`;

export const createBarTables = (db: SqliteDatabase): Promise<void> =>
  db.transaction((tx) => {
    tx.exec(schema);
    tx.exec(fillCoverage);
  });
