import type { SqliteTransaction } from '../../sqlite/open-database.ts';
import { checkPriority } from '../check-priority.ts';
import type { NewJob } from '../port.ts';

const insert = `INSERT INTO queue_job
  (queue, id, owner_id, payload, state, priority, turn, due_at, max_attempts, backoff_ms)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (queue, id) DO NOTHING`;

/** True when the job is new. */
export function enqueueJob(tx: SqliteTransaction, job: NewJob, nowMs: number): boolean {
  const { queue, id, ownerId, delayMs = 0, maxAttempts = 1, backoffMs = 1_000 } = job;
  const priority = checkPriority(job);
  const delayed = delayMs > 0;
  const turn = delayed ? null : nextTurn(tx, queue, priority, ownerId);
  const values = [queue, id, ownerId, JSON.stringify(job.payload), delayed ? 'delayed' : 'waiting', priority];
  return tx.prepare(insert).run(...values, turn, nowMs + delayMs, maxAttempts, backoffMs).changes === 1;
}

/** The queue's turn, or the one after the owner's last job when that is later: nobody saves up turns by being idle. */
export function nextTurn(tx: SqliteTransaction, queue: string, priority: number, ownerId: string): number {
  const current = tx
    .prepare('SELECT turn FROM queue_turn WHERE queue = ? AND priority = ?')
    .get(queue, priority)?.turn as number | undefined;
  const own = tx
    .prepare(
      `SELECT max(turn) AS turn FROM queue_job
       WHERE queue = ? AND priority = ? AND owner_id = ? AND turn IS NOT NULL AND state <> 'cancelled'`,
    )
    .get(queue, priority, ownerId)?.turn as number | null;
  return Math.max(current ?? 0, own === null ? 0 : own + 1);
}
