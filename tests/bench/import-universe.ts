import type { BarSeries } from '@sagacity/kernel';
import { openSqliteBarStore } from '@sagacity/platform/bars/open-sqlite-bar-store';
import { openSqliteDatabase } from '@sagacity/platform/sqlite/open-database';
import { temporaryDirectory } from '../harness/start-app.ts';
import { insertBare } from './insert-bare.ts';
import { type Bench, ms } from './port.ts';
import { readUniverse } from './read-universe.ts';

/** All rows of the universe through the BarStore port, against prepared inserts on a bare SQLite file. */
export const importUniverse: Bench = {
  name: 'import',
  async run() {
    const universe = readUniverse();
    if (!universe) return [{ skipped: '../shared/data/cn/universe.csv.zst is not there' }];
    const rows = [...universe.values()].reduce((sum, { day }) => sum + day.length, 0);
    const raw = insertBare(universe);
    const ours = await insertThroughPort(universe);
    return [
      {
        what: `import of ${rows.toLocaleString('en')} daily bars`,
        ours: `${ms(ours)} (${Math.round(rows / ours)}k rows/s)`,
        against: `bare SQLite inserts, ${ms(raw)}`,
        ratio: ours / raw,
        goal: null,
      },
    ];
  },
};

async function insertThroughPort(universe: ReadonlyMap<string, BarSeries>): Promise<number> {
  const directory = temporaryDirectory('bench');
  const database = await openSqliteDatabase(`${directory.path}/port.db`);
  const store = await openSqliteBarStore(database);
  const startedMs = performance.now();
  for (const [code, bars] of universe) await store.upsertBars(`CN:${code}`, bars, 'bench');
  const taken = performance.now() - startedMs;
  await database.close();
  directory.remove();
  return taken;
}
