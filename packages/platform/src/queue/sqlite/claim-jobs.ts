import type { SqliteStatements, SqliteTransaction } from '../../sqlite/open-database.ts';
import { nextTurn } from './enqueue-job.ts';
import type { JobRow } from './queue-tables.ts';

/** A job that kills its worker this often is not given to another one. */
const maxLosses = 5;

/** Whether a claim could find work; asked on the reading connection, so that idle workers take no write lock. */
export const hasClaimable = (db: SqliteStatements, queue: string, nowMs: number): boolean =>
  db
    .prepare(
      `SELECT 1 WHERE EXISTS (SELECT 1 FROM queue_job WHERE queue = ?1 AND state = 'waiting')
       OR EXISTS (SELECT 1 FROM queue_job WHERE queue = ?1 AND state = 'delayed' AND due_at <= ?2)
       OR EXISTS (SELECT 1 FROM queue_job WHERE queue = ?1 AND state = 'active' AND lease_until <= ?2)`,
    )
    .get(queue, nowMs) !== undefined;

/** When the next delayed job is due or the next lease ends; null when nothing is timed. */
export const nextDueAt = (db: SqliteStatements, queue: string): number | null =>
  db
    .prepare(
      `SELECT min(at) AS at FROM (
         SELECT min(due_at) AS at FROM queue_job WHERE queue = ?1 AND state = 'delayed'
         UNION ALL SELECT min(lease_until) FROM queue_job WHERE queue = ?1 AND state = 'active')`,
    )
    .get(queue)?.at as number | null;

export interface Claim {
  readonly queue: string;
  /** Names this worker; each claimed job's row carries it until it ends or is lost. */
  readonly claim: string;
  readonly limit: number;
  readonly leaseMs: number;
  readonly nowMs: number;
}

/** Takes back lost jobs, wakes due ones, and gives up to `limit` jobs to the claim, by priority, turn and age. */
export function claimJobs(tx: SqliteTransaction, { queue, claim, limit, leaseMs, nowMs }: Claim): JobRow[] {
  takeBackLost(tx, queue, nowMs);
  wakeDue(tx, queue, nowMs);
  const rows = tx
    .prepare(
      `SELECT * FROM queue_job WHERE queue = ? AND state = 'waiting' ORDER BY priority, turn, seq LIMIT ?`,
    )
    .all(queue, limit) as unknown as JobRow[];
  const take = tx.prepare(
    `UPDATE queue_job SET state = 'active', attempts = attempts + 1, claim = ?, lease_until = ? WHERE seq = ?`,
  );
  const advance = tx.prepare(
    `INSERT INTO queue_turn (queue, priority, turn) VALUES (?, ?, ?)
     ON CONFLICT (queue, priority) DO UPDATE SET turn = max(turn, excluded.turn)`,
  );
  return rows.map((row) => {
    take.run(claim, nowMs + leaseMs, row.seq);
    advance.run(queue, row.priority, row.turn);
    return { ...row, state: 'active', attempts: row.attempts + 1 };
  });
}

function takeBackLost(tx: SqliteTransaction, queue: string, nowMs: number): void {
  tx.prepare(
    `UPDATE queue_job SET claim = NULL, lease_until = NULL, losses = losses + 1,
       state = CASE WHEN cancel_requested THEN 'cancelled' WHEN losses + 1 >= ?1 THEN 'failed' ELSE 'waiting' END,
       failure = CASE WHEN losses + 1 >= ?1 THEN 'its worker ended or stood still ' || (losses + 1) || ' times' ELSE failure END,
       finished_at = CASE WHEN cancel_requested OR losses + 1 >= ?1 THEN ?2 END
     WHERE queue = ?3 AND state = 'active' AND lease_until <= ?2`,
  ).run(maxLosses, nowMs, queue);
}

function wakeDue(tx: SqliteTransaction, queue: string, nowMs: number): void {
  const due = tx
    .prepare(
      `SELECT seq, priority, owner_id, turn FROM queue_job
       WHERE queue = ? AND state = 'delayed' AND due_at <= ? ORDER BY due_at, seq`,
    )
    .all(queue, nowMs) as unknown as JobRow[];
  const wake = tx.prepare(`UPDATE queue_job SET state = 'waiting', turn = ? WHERE seq = ?`);
  for (const row of due) wake.run(row.turn ?? nextTurn(tx, queue, row.priority, row.owner_id), row.seq);
}
