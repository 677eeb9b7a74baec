import type { SqliteTransaction } from '../../sqlite/open-database.ts';
import { pauseWhileAwayMs } from '../pause-while-away.ts';
import type { JobRow } from './queue-tables.ts';

/** How an attempt ended: as the handler did, `away` when it met a store that is, or `released` by a worker that had to stop first. */
export type Outcome =
  | { readonly kind: 'succeeded' | 'away' | 'released' }
  | { readonly kind: 'failed'; readonly failure: string };

const maxFailureLength = 2_000;

/** Writes the end of an attempt, unless the job was lost meanwhile, be it to a later attempt of the same worker. */
export function settleJob(
  tx: SqliteTransaction,
  { seq, attempts, claim, nowMs }: { seq: number; attempts: number; claim: string; nowMs: number },
  outcome: Outcome,
): void {
  const row = tx
    .prepare(`SELECT * FROM queue_job WHERE seq = ? AND claim = ? AND attempts = ? AND state = 'active'`)
    .get(seq, claim, attempts) as JobRow | undefined;
  if (!row) return;
  const failures = row.failures + (outcome.kind === 'failed' ? 1 : 0);
  const { state, dueAt } = next(row, outcome, failures, nowMs);
  tx.prepare(
    `UPDATE queue_job SET state = ?, failures = ?, failure = ?, due_at = ?, finished_at = ?, claim = NULL, lease_until = NULL
     WHERE seq = ?`,
  ).run(
    state,
    failures,
    outcome.kind === 'failed' ? outcome.failure.slice(0, maxFailureLength) : null,
    dueAt ?? nowMs,
    state === 'waiting' || state === 'delayed' ? null : nowMs,
    seq,
  );
}

function next(
  row: JobRow,
  outcome: Outcome,
  failures: number,
  nowMs: number,
): { state: string; dueAt?: number } {
  if (row.cancel_requested) return { state: 'cancelled' };
  if (outcome.kind === 'released') return { state: 'waiting' };
  if (outcome.kind === 'away')
    return { state: 'delayed', dueAt: nowMs + pauseWhileAwayMs(row.backoff_ms, row.attempts) };
  if (outcome.kind === 'succeeded') return { state: 'succeeded' };
  if (failures >= row.max_attempts) return { state: 'failed' };
  return { state: 'delayed', dueAt: nowMs + row.backoff_ms * 2 ** (failures - 1) };
}
