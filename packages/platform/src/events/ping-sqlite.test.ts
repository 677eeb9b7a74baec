import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSqliteDatabase } from '../sqlite/open-database.ts';
import { pingSqlite } from './ping-sqlite.ts';

it('says STORE_UNAVAILABLE once the file cannot be read', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sagacity-ping-'));
  const db = await openSqliteDatabase(join(directory, 'data.db'));
  pingSqlite(db, 'event log');
  await db.close();
  expect(() => pingSqlite(db, 'event log')).toThrow(expect.objectContaining({ code: 'STORE_UNAVAILABLE' }));
  await rm(directory, { recursive: true });
});
