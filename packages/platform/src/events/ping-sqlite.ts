import { AppError, messageOf } from '@sagacity/kernel';
import type { SqliteDatabase } from '../sqlite/open-database.ts';

/** A read of the file; throws STORE_UNAVAILABLE. */
export function pingSqlite(db: SqliteDatabase, who: string): void {
  try {
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
  } catch (error) {
    throw new AppError(
      'STORE_UNAVAILABLE',
      `${who}: ${db.path} cannot be read (${messageOf(error)})`,
      {},
      error,
    );
  }
}
