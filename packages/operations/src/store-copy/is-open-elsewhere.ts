import { DatabaseSync } from 'node:sqlite';

const busy = 5;

/** Whether another process (or connection) has the SQLite file open: leaving WAL mode needs it alone. The mode is put back by the next opening. */
export function isOpenElsewhere(file: string): boolean {
  const probe = new DatabaseSync(file, { timeout: 0 });
  try {
    probe.exec('PRAGMA journal_mode = DELETE');
    return false;
  } catch (error) {
    if ((error as { errcode?: number }).errcode === busy) return true;
    throw error;
  } finally {
    probe.close();
  }
}
