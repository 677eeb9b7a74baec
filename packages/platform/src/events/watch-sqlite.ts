import type { SqliteDatabase } from '../sqlite/open-database.ts';

/**
 * Calls `onChange` soon after anybody, in this process or another, committed to the file; returns the function that stops it.
 * `PRAGMA data_version` costs microseconds and touches no table.
 */
export function watchSqlite(db: SqliteDatabase, everyMs: number, onChange: () => void): () => void {
  const version = () => db.prepare('PRAGMA data_version').get()?.data_version;
  let seen = version();
  const timer = setInterval(() => {
    const current = version();
    if (current === seen) return;
    seen = current;
    onChange();
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
