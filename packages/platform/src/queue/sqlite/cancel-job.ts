import type { SqliteTransaction } from '../../sqlite/open-database.ts';

/** Ends a job nobody runs, asks the worker of an active one to stop. False when it is over or unknown. */
export function cancelJob(tx: SqliteTransaction, queue: string, id: string, nowMs: number): boolean {
  const ended = tx
    .prepare(
      `UPDATE queue_job SET state = 'cancelled', finished_at = ?
       WHERE queue = ? AND id = ? AND state IN ('waiting', 'delayed')`,
    )
    .run(nowMs, queue, id).changes;
  const asked = tx
    .prepare(`UPDATE queue_job SET cancel_requested = 1 WHERE queue = ? AND id = ? AND state = 'active'`)
    .run(queue, id).changes;
  return Number(ended) + Number(asked) > 0;
}
