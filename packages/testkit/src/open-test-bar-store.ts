import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteBarStore } from '@sagacity/platform/bars/open-sqlite-bar-store';
import type { BarStore } from '@sagacity/platform/bars/port';
import { openSqliteDatabase } from '@sagacity/platform/sqlite/open-database';

/** A bar store on a file of its own, removed on close. */
export async function openTestBarStore(): Promise<{ bars: BarStore; close(): Promise<void> }> {
  const directory = await mkdtemp(join(tmpdir(), 'sagacity-bars-'));
  const db = await openSqliteDatabase(join(directory, 'bars.db'));
  return {
    bars: await openSqliteBarStore(db),
    async close() {
      await db.close();
      await rm(directory, { recursive: true });
    },
  };
}
