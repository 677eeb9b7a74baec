/**
 * `turn` is a start tag of fair queueing: of jobs with one priority the smallest turn runs first, and an owner's jobs get consecutive
 * turns beginning at the queue's own, so owners alternate however many jobs each has. NULL until a delayed job is due.
 */
export const queueSchema = `
CREATE TABLE IF NOT EXISTS queue_job (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  queue TEXT NOT NULL, id TEXT NOT NULL, owner_id TEXT NOT NULL, payload TEXT NOT NULL,
  state TEXT NOT NULL, priority INTEGER NOT NULL, turn INTEGER, due_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0, losses INTEGER NOT NULL DEFAULT 0,
  max_attempts INTEGER NOT NULL, backoff_ms INTEGER NOT NULL,
  claim TEXT, lease_until INTEGER, cancel_requested INTEGER NOT NULL DEFAULT 0,
  failure TEXT, finished_at INTEGER,
  UNIQUE (queue, id)
);
CREATE INDEX IF NOT EXISTS queue_job_ready ON queue_job (queue, priority, turn, seq) WHERE state = 'waiting';
CREATE INDEX IF NOT EXISTS queue_job_due ON queue_job (queue, due_at) WHERE state = 'delayed';
CREATE INDEX IF NOT EXISTS queue_job_lease ON queue_job (queue, lease_until) WHERE state = 'active';
CREATE INDEX IF NOT EXISTS queue_job_owner ON queue_job (queue, priority, owner_id, turn)
  WHERE turn IS NOT NULL AND state <> 'cancelled';
CREATE INDEX IF NOT EXISTS queue_job_state ON queue_job (queue, state);
CREATE INDEX IF NOT EXISTS queue_job_finished ON queue_job (finished_at) WHERE finished_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS queue_turn (
  queue TEXT NOT NULL, priority INTEGER NOT NULL, turn INTEGER NOT NULL, PRIMARY KEY (queue, priority)
) WITHOUT ROWID;`;

export interface JobRow {
  readonly seq: number;
  readonly queue: string;
  readonly id: string;
  readonly owner_id: string;
  readonly payload: string;
  readonly state: string;
  readonly priority: number;
  readonly turn: number | null;
  readonly attempts: number;
  readonly failures: number;
  readonly losses: number;
  readonly max_attempts: number;
  readonly backoff_ms: number;
  readonly cancel_requested: number;
  readonly failure: string | null;
}
