import { DatabaseSync } from 'node:sqlite';
import type { BarSeries } from '@sagacity/kernel';
import { temporaryDirectory } from '../harness/start-app.ts';

/** Milliseconds that prepared inserts into a bare SQLite file take, a transaction an instrument. */
export function insertBare(byCode: Iterable<readonly [string, BarSeries]>): number {
  const directory = temporaryDirectory('bench');
  const db = new DatabaseSync(`${directory.path}/raw.db`);
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  db.exec(
    'CREATE TABLE bar (code TEXT, day INT, o REAL, h REAL, l REAL, c REAL, v REAL, a REAL, PRIMARY KEY (code, day)) WITHOUT ROWID',
  );
  const insert = db.prepare('INSERT INTO bar VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const startedMs = performance.now();
  for (const [code, b] of byCode) {
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
