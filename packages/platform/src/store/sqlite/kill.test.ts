import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSqliteDatabase } from '../../sqlite/open-database.ts';
import { openSqliteStore } from './open-store.ts';
import { entries } from './steady-writer.conformance.ts';

it('finds every acknowledged write after a kill -9', { timeout: 30_000 }, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sagacity-kill-'));
  const path = join(directory, 'store.db');
  const program = join(import.meta.dirname, 'steady-writer.conformance.ts');
  const writer = spawn(process.execPath, [program, path], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(writer, 'close');
  let printed = '';
  writer.stdout.on('data', (chunk) => {
    printed += chunk;
    if (printed.length > 2_000) writer.kill('SIGKILL');
  });
  expect(await ended).toEqual([null, 'SIGKILL']);
  const acknowledged = printed.split('\n').slice(0, -1).map(Number);

  expect(acknowledged.length).toBeGreaterThan(100);

  const database = await openSqliteDatabase(path);
  const store = openSqliteStore({ database, onSweepFailed: () => undefined });
  const found = await store.collection(entries).find({}, { sort: { n: 1 } });
  expect(found.map(({ n }) => n).slice(0, acknowledged.length)).toEqual(acknowledged);
  expect(database.prepare('PRAGMA integrity_check').get()).toMatchObject({ integrity_check: 'ok' });
  await store.close();
  await database.close();
  await rm(directory, { recursive: true });
});
