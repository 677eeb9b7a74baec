import { AppError } from '@sagacity/kernel';
import type { Entity, Stored } from '../port.ts';
import { sqlIndexName, tableOf } from './index-ddl.ts';

const uniqueViolations = new Set([1555, 2067]);
/** I/O error, corrupt, disk full, cannot open, not a database: the low byte of SQLite's extended code. */
const engineFaults = new Set([10, 11, 13, 14, 26]);

/** What SQLite threw, in the store's words: DUPLICATE_KEY with `details.fields`, STORE_UNAVAILABLE, or the error as it came. */
export function sqliteFault(error: unknown, entity: Entity<Stored>): unknown {
  const { errcode = 0, message = '' } = error as { errcode?: number; message?: string };
  if (uniqueViolations.has(errcode)) {
    const fields = duplicateFields(message, entity);
    return new AppError(
      'DUPLICATE_KEY',
      `store ${entity.name}: another document has this ${fields.join(' + ')}; change it or update that document`,
      { collection: entity.name, fields },
      error,
    );
  }
  if (engineFaults.has(errcode % 256))
    return new AppError(
      'STORE_UNAVAILABLE',
      `store ${entity.name}: SQLite failed (${message}); check disk space and the data directory`,
      { errcode },
      error,
    );
  if (message === `no such table: ${tableOf(entity)}`)
    return new AppError(
      'INTERNAL',
      `store ${entity.name}: not created yet; call ensure() at start`,
      {},
      error,
    );
  return error;
}

function duplicateFields(message: string, entity: Entity<Stored>): string[] {
  const name = /index '(.+?)(?:__null)?'$/.exec(message)?.[1];
  const index = entity.indexes.find((spec) => sqlIndexName(entity, spec) === name);
  return index ? Object.keys(index.keys) : ['_id'];
}
