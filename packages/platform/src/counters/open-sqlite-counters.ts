import { type Clock, systemClock } from '@sagacity/kernel';
import type { SqliteDatabase, SqliteStatements } from '../sqlite/open-database.ts';
import { nextArrival } from './next-arrival.ts';
import type { Count, Counters } from './port.ts';

const schema = `CREATE TABLE IF NOT EXISTS counter (
  name TEXT PRIMARY KEY, count INTEGER NOT NULL, note TEXT NOT NULL, ends_at REAL NOT NULL
) WITHOUT ROWID`;
const find = 'SELECT count, note, ends_at FROM counter WHERE name = ? AND ends_at > ?';
const keep = 'INSERT OR REPLACE INTO counter (name, count, note, ends_at) VALUES (?, ?, ?, ?)';

/** Counts in a table of the data file: all processes that open it on one machine share them. `name` is from a closed set: nothing is swept. */
export async function openSqliteCounters(
  db: SqliteDatabase,
  options: { clock?: Pick<Clock, 'now'> } = {},
): Promise<Counters> {
  const { clock = systemClock } = options;
  await db.transaction((tx) => tx.exec(schema));
  const read = (tx: SqliteStatements, name: string, now: number): Count | null => {
    const row = tx.prepare(find).get(name, now) as
      | { count: number; note: string; ends_at: number }
      | undefined;
    return row ? { count: row.count, note: row.note, leftMs: row.ends_at - now } : null;
  };
  return {
    add: (name, { ttlMs, renews = false, note = '' }) =>
      db.transaction((tx) => {
        const now = clock.now();
        const before = read(tx, name, now);
        const count = (before?.count ?? 0) + 1;
        const leftMs = before && !renews ? before.leftMs : ttlMs;
        tx.prepare(keep).run(name, count, note, now + leftMs);
        return { count, leftMs, note };
      }),
    read: async (names) => names.map((name) => read(db, name, clock.now())),
    remove: (names) =>
      db.transaction((tx) => {
        for (const name of names) tx.prepare('DELETE FROM counter WHERE name = ?').run(name);
      }),
    take: (name, rate) =>
      db.transaction((tx) => {
        const now = clock.now();
        const { fullAtMs, waitMs } = nextArrival(now + (read(tx, name, now)?.leftMs ?? 0), now, rate);
        tx.prepare(keep).run(name, 0, '', fullAtMs);
        return waitMs;
      }),
  };
}
