import { newId } from '@sagacity/kernel';
import type { SqliteTransaction } from '../../sqlite/open-database.ts';
import type { Entity, Order, Stored, UpdateResult } from '../port.ts';
import { applyUpdate } from '../query/apply-update.ts';
import { equalValues } from '../query/bson-order.ts';
import type { Condition } from '../query/parse-filter.ts';
import type { UpdateStep } from '../query/parse-update.ts';
import { stringifyTagged } from '../query/tagged-json.ts';
import { rejected } from '../query/unsupported.ts';
import { upsertBase } from '../query/upsert-base.ts';
import { checkDocument } from '../schema/check-document.ts';
import { readVersion, replacing, stamped } from '../schema/document-version.ts';
import { selectDocuments, type Table } from './select-rows.ts';

/** The changes of one collection inside an open transaction; documents are as they are stored, of whatever version. */
export interface TableWriter<T extends Stored> {
  insert(document: T): void;
  first(condition: Condition, sort?: Order): T | null;
  all(condition: Condition): T[];
  /** The document after the steps, checked against the schema; writes only when something changed. */
  update(document: T, steps: readonly UpdateStep[]): { after: T; modified: boolean };
  upsert(condition: Condition, steps: readonly UpdateStep[]): T;
  replace(before: T, after: T): boolean;
  remove(document: T): void;
}

export function tableWriter<T extends Stored>(
  tx: SqliteTransaction,
  entity: Entity<T>,
  table: Table,
): TableWriter<T> {
  const insert = (document: T) =>
    tx
      .prepare(`INSERT INTO ${table.name} (id, doc) VALUES (?, ?)`)
      .run(document._id, stringifyTagged(stamped(entity, document)));
  const write = (before: T, after: T) => {
    if (before._id !== after._id) throw rejected('_id never changes', '_id');
    if (equalValues(before, after)) return false;
    tx.prepare(`UPDATE ${table.name} SET doc = ? WHERE id = ?`).run(stringifyTagged(after), after._id);
    return true;
  };
  return {
    insert,
    replace: (before, after) => write(before, replacing(entity, before, after)),
    first: (condition, sort) => (selectDocuments(tx, table, condition, { sort, limit: 1 })[0] as T) ?? null,
    all: (condition) => selectDocuments(tx, table, condition, {}) as T[],
    update(document, steps) {
      const after = applyUpdate(document, steps);
      checkDocument(entity, readVersion(entity, after));
      return { after, modified: write(document, after) };
    },
    upsert(condition, steps) {
      const made = applyUpdate(upsertBase(condition), steps, true);
      const document = { _id: newId('doc'), ...made } as unknown as T;
      checkDocument(entity, document);
      insert(document);
      return document;
    },
    remove: (document) => tx.prepare(`DELETE FROM ${table.name} WHERE id = ?`).run(document._id),
  };
}

export const updated = (
  matched: number,
  modified: number,
  upsertedId: string | null = null,
): UpdateResult => ({
  matched,
  modified,
  upsertedId,
});
