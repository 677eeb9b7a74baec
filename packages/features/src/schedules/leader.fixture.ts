import { systemClock } from '@sagacity/kernel';
import { openSqliteLease } from '@sagacity/platform/lease/open-sqlite-lease';
import { silentLog } from '@sagacity/platform/log/index';
import { openSqliteDatabase } from '@sagacity/platform/sqlite/open-database';
import { openSqliteStore } from '@sagacity/platform/store/sqlite/open-store';
import { leadSchedules } from './lead-schedules.ts';

/** A process that stands for the lead over a data file and prints the begin and the end of its rounds. */
const database = await openSqliteDatabase(process.argv[2] as string);
const say = (what: string, token: number) =>
  process.stdout.write(`${JSON.stringify({ what, token, atMs: Date.now() })}\n`);

leadSchedules({
  lease: await openSqliteLease(database),
  store: openSqliteStore({ database, onSweepFailed: () => {} }),
  clock: systemClock,
  log: silentLog,
  schedules: [
    {
      name: 'counted',
      everyMs: 50,
      async round({ signal, fencingToken }) {
        say('begin', fencingToken);
        await systemClock.sleep(50, signal).catch(() => undefined); // work that heeds the signal
        say('end', fencingToken);
      },
    },
  ],
});
