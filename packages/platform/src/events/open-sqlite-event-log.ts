import { AppError, type Clock, systemClock } from '@sagacity/kernel';
import type { SqliteDatabase } from '../sqlite/open-database.ts';
import { followStream } from './follow-stream.ts';
import { pingSqlite } from './ping-sqlite.ts';
import type { EventLog, LoggedEvent } from './port.ts';
import { watchSqlite } from './watch-sqlite.ts';

/** AUTOINCREMENT never gives a number twice, so offsets stay unique when a removed stream is written again. */
const schema = `CREATE TABLE IF NOT EXISTS event_log (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, stream TEXT NOT NULL, at INTEGER NOT NULL, event TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS event_log_stream ON event_log (stream, seq);
CREATE INDEX IF NOT EXISTS event_log_at ON event_log (at);`;

export interface SqliteEventLogOptions {
  readonly clock?: Clock;
  /** How often other processes' appends are looked for; 100 by default. Appends of this process are seen at once. */
  readonly pollMs?: number;
}

/** Events in a table of the data file; offsets are row numbers shared by all streams. */
export async function openSqliteEventLog(
  db: SqliteDatabase,
  options: SqliteEventLogOptions = {},
): Promise<EventLog> {
  const { clock = systemClock, pollMs = 100 } = options;
  await db.transaction((tx) => tx.exec(schema));
  const closing = new AbortController();
  const followers = new Map<() => void, string>();
  const wake = (stream?: string) => {
    for (const [call, of] of followers) if (stream === undefined || of === stream) call();
  };
  const unwatch = watchSqlite(db, pollMs, () => wake());

  const read = async <E>(stream: string, after: string | null, limit: number): Promise<LoggedEvent<E>[]> =>
    db
      .prepare('SELECT seq, at, event FROM event_log WHERE stream = ? AND seq > ? ORDER BY seq LIMIT ?')
      .all(stream, parseOffset(after), limit)
      .map((row) => logged<E>(row.seq as number, row.at as number, row.event as string));

  return {
    async append<E>(stream: string, event: E) {
      const at = clock.now();
      const text = JSON.stringify(event);
      const { lastInsertRowid } = await db.transaction((tx) =>
        tx.prepare('INSERT INTO event_log (stream, at, event) VALUES (?, ?, ?)').run(stream, at, text),
      );
      wake(stream);
      return logged<E>(Number(lastInsertRowid), at, text);
    },
    read,
    follow: (stream, after, onEvent) =>
      followStream({
        after,
        clock,
        closed: closing.signal,
        onEvent,
        read: (from, limit) => read(stream, from, limit),
        subscribe(call) {
          followers.set(call, stream);
          return () => followers.delete(call);
        },
      }),
    async removeStream(stream) {
      await db.transaction((tx) => tx.prepare('DELETE FROM event_log WHERE stream = ?').run(stream));
    },
    async removeEvents(stream, offsets) {
      const remove = 'DELETE FROM event_log WHERE stream = ? AND seq IN (SELECT value FROM json_each(?))';
      await db.transaction((tx) => tx.prepare(remove).run(stream, JSON.stringify(offsets.map(Number))));
    },
    trim: (before) =>
      db.transaction((tx) =>
        Number(tx.prepare('DELETE FROM event_log WHERE at < ?').run(Date.parse(before)).changes),
      ),
    async ping() {
      pingSqlite(db, 'event log');
      return null;
    },
    async close() {
      unwatch();
      closing.abort();
      followers.clear();
    },
  };
}

const logged = <E>(seq: number, atMs: number, text: string): LoggedEvent<E> => ({
  offset: String(seq),
  at: new Date(atMs).toISOString(),
  event: JSON.parse(text) as E,
});

function parseOffset(offset: string | null): number {
  const seq = offset === null ? 0 : Number(offset);
  if (Number.isSafeInteger(seq) && seq >= 0) return seq;
  throw new AppError(
    'VALIDATION_FAILED',
    `event log: "${offset}" is no offset; read from null to start anew`,
  );
}
