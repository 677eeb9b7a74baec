import type { SqliteDatabase } from '../sqlite/open-database.ts';

/**
 * Calls `onChange` soon after anybody, in this process or another, committed to the file; returns the function that stops it.
 * `PRAGMA data_version` costs microseconds and touches no table.
 */
export function watchSqlite(db: SqliteDatabase, everyMs: number, onChange: () => void): () => void {
  const version = () => db.prepare('PRAGMA data_version').get()?.data_version;
  let seen = version();
  const look = () => {
    const current = version();
    if (current === seen) return;
    seen = current;
    onChange();
  };
  const timer = setInterval(() => {
    try {
      look();
    } catch {
      // Locked for recovery, or closed: the next look, or the next call of a port, finds out.
    }
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
