import { DatabaseSync } from 'node:sqlite';
import type { BarSeries } from '@sagacity/kernel';
import { openSqliteBarStore } from '@sagacity/platform/bars/open-sqlite-bar-store';
import { openSqliteDatabase } from '@sagacity/platform/sqlite/open-database';
import { temporaryDirectory } from '../harness/start-app.ts';
import { type Bench, ms } from './port.ts';
import { readUniverse } from './read-universe.ts';

/** All rows of the universe through the BarStore port, against prepared inserts on a bare SQLite file. */
export const importUniverse: Bench = {
  name: 'import',
  async run() {
    const universe = readUniverse();
    if (!universe) return [{ skipped: '../shared/data/cn/universe.csv.zst is not there' }];
    const rows = [...universe.values()].reduce((sum, { day }) => sum + day.length, 0);
    const raw = insertRaw(universe);
    const ours = await insertThroughPort(universe);
    return [
      {
        what: `import of ${rows.toLocaleString('en')} daily bars`,
        ours: `${ms(ours)} (${Math.round(rows / ours)}k rows/s)`,
        against: `bare SQLite inserts, ${ms(raw)}`,
        ratio: ours / raw,
        goal: null,
      },
    ];
  },
};

function insertRaw(universe: ReadonlyMap<string, BarSeries>): number {
  const directory = temporaryDirectory('bench');
  const db = new DatabaseSync(`${directory.path}/raw.db`);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  db.exec(
    'CREATE TABLE bar (code TEXT, day INT, o REAL, h REAL, l REAL, c REAL, v REAL, a REAL, PRIMARY KEY (code, day)) WITHOUT ROWID',
  );
  const insert = db.prepare('INSERT INTO bar VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const startedMs = performance.now();
  for (const [code, b] of universe) {
    db.exec('BEGIN');
    for (let i = 0; i < b.day.length; i++)
      insert.run(code, b.day[i]!, b.open[i]!, b.high[i]!, b.low[i]!, b.close[i]!, b.volume[i]!, b.amount[i]!);
    db.exec('COMMIT');
  }
  const taken = performance.now() - startedMs;
  db.close();
  directory.remove();
  return taken;
}

async function insertThroughPort(universe: ReadonlyMap<string, BarSeries>): Promise<number> {
  const directory = temporaryDirectory('bench');
  const database = await openSqliteDatabase(`${directory.path}/port.db`);
  const store = await openSqliteBarStore(database);
  const startedMs = performance.now();
  for (const [code, bars] of universe) await store.upsertBars(`CN:${code}`, bars, 'bench');
  const taken = performance.now() - startedMs;
  await database.close();
  directory.remove();
  return taken;
}
