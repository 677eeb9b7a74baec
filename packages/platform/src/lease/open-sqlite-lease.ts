import { randomUUID } from 'node:crypto';
import { type Clock, systemClock } from '@sagacity/kernel';
import type { SqliteDatabase } from '../sqlite/open-database.ts';
import type { HeldLease, Lease } from './port.ts';

const schema = `CREATE TABLE IF NOT EXISTS lease (
  name TEXT PRIMARY KEY, token INTEGER NOT NULL, holder TEXT NOT NULL, expires_at INTEGER NOT NULL
) WITHOUT ROWID`;

/** A row outlives its holder, so that the next fencing token is always larger. */
const take = `INSERT INTO lease (name, token, holder, expires_at) VALUES (?1, 1, ?2, ?3)
  ON CONFLICT (name) DO UPDATE SET token = token + 1, holder = ?2, expires_at = ?3 WHERE expires_at <= ?4
  RETURNING token`;
const extend = 'UPDATE lease SET expires_at = ? WHERE name = ? AND holder = ? AND expires_at > ?';
const free = 'UPDATE lease SET expires_at = 0 WHERE name = ? AND holder = ?';

/** Leases in a table of the data file: they hold between all processes that open it on one machine. */
export async function openSqliteLease(db: SqliteDatabase, options: { clock?: Clock } = {}): Promise<Lease> {
  const { clock = systemClock } = options;
  await db.transaction((tx) => tx.exec(schema));
  const held = new Set<HeldLease>();

  return {
    async acquire(name, ttlMs) {
      const holder = randomUUID();
      const row = await db.transaction((tx) => {
        const now = clock.now();
        return tx.prepare(take).get(name, holder, now + ttlMs, now);
      });
      if (!row) return null;
      const lease: HeldLease = {
        name,
        fencingToken: row.token as number,
        renew: () =>
          db.transaction((tx) => {
            const now = clock.now();
            return tx.prepare(extend).run(now + ttlMs, name, holder, now).changes === 1;
          }),
        async release() {
          held.delete(lease);
          await db.transaction((tx) => tx.prepare(free).run(name, holder));
        },
      };
      held.add(lease);
      return lease;
    },
    async close() {
      await Promise.all([...held].map((lease) => lease.release()));
    },
  };
}
