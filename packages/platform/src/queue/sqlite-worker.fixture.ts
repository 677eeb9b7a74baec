import { openSqliteDatabase } from '../sqlite/open-database.ts';
import { logWork } from './log-work.fixture.ts';
import { openSqliteJobQueue } from './open-sqlite-job-queue.ts';

const [databasePath, logPath] = process.argv.slice(2) as [string, string];
const db = await openSqliteDatabase(databasePath);
logWork(await openSqliteJobQueue(db), logPath);
// The polling timer is unreferenced, and an idle worker must outlive it.
setInterval(() => {}, 60_000);
