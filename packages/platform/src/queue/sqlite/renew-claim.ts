import type { SqliteTransaction } from '../../sqlite/open-database.ts';

export interface HeldJob {
  readonly attempts: number;
  readonly cancel_requested: number;
}

/** Extends the leases of everything the claim still holds. Returns those jobs by number. */
export function renewClaim(
  tx: SqliteTransaction,
  { queue, claim, leaseUntil }: { queue: string; claim: string; leaseUntil: number },
): Map<number, HeldJob> {
  const rows = tx
    .prepare(
      `UPDATE queue_job SET lease_until = ? WHERE queue = ? AND state = 'active' AND claim = ?
       RETURNING seq, attempts, cancel_requested`,
    )
    .all(leaseUntil, queue, claim) as unknown as (HeldJob & { seq: number })[];
  return new Map(rows.map((row) => [row.seq, row]));
}
