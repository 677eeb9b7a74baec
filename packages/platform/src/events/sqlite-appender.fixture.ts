import { openSqliteDatabase } from '../sqlite/open-database.ts';
import { appendForever } from './append-forever.fixture.ts';
import { openSqliteEventLog } from './open-sqlite-event-log.ts';

const [databasePath, stream, from] = process.argv.slice(2) as [string, string, string];
const db = await openSqliteDatabase(databasePath);
await appendForever(await openSqliteEventLog(db), stream, Number(from));
