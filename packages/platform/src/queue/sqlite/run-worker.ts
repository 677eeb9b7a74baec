import { randomUUID } from 'node:crypto';
import { AppError, type Clock, isAppError, messageOf } from '@sagacity/kernel';
import type { SqliteDatabase } from '../../sqlite/open-database.ts';
import type { Job, QueueWorker, WorkOptions } from '../port.ts';
import { claimJobs, hasClaimable, nextDueAt } from './claim-jobs.ts';
import type { JobRow } from './queue-tables.ts';
import { renewClaim } from './renew-claim.ts';
import { type Outcome, settleJob } from './settle-job.ts';
import { toJob } from './to-job.ts';

export interface RunWorker<P> extends WorkOptions {
  readonly db: SqliteDatabase;
  readonly clock: Clock;
  readonly queue: string;
  readonly handler: (job: Job<P>, signal: AbortSignal) => Promise<void>;
  /** Told of faults of the store; the worker goes on. */
  readonly onError: (error: unknown) => void;
}

interface Attempt {
  readonly row: JobRow;
  readonly controller: AbortController;
  leaseUntil: number;
  released: boolean;
}

const longestIdleMs = 5_000;
const pauseAfterErrorMs = 1_000;

/** Takes jobs while it has room; `poke` makes it look at the file at once. */
export function runWorker<P>(work: RunWorker<P>): QueueWorker & { poke(): void } {
  const { db, clock, queue, handler, onError, concurrency, leaseMs = 10_000 } = work;
  const claim = randomUUID();
  const running = new Set<Attempt>();
  const ended = new AbortController();
  let closing = false;
  let poked = false;
  let wakeUp = () => {};
  const poke = () => {
    poked = true;
    wakeUp();
  };

  const take = async () => {
    const limit = concurrency - running.size;
    if (limit <= 0 || !hasClaimable(db, queue, clock.now())) return;
    const leaseUntil = clock.now() + leaseMs;
    const rows = await db.transaction((tx) =>
      claimJobs(tx, { queue, claim, limit, leaseMs, nowMs: clock.now() }),
    );
    for (const row of rows) void run({ row, controller: new AbortController(), leaseUntil, released: false });
  };

  const run = async (attempt: Attempt) => {
    running.add(attempt);
    let outcome: Outcome = { kind: 'succeeded' };
    try {
      await handler(toJob(attempt.row) as Job<P>, attempt.controller.signal);
    } catch (error) {
      const isAway = isAppError(error, 'STORE_UNAVAILABLE');
      if (isAway) onError(error);
      outcome = isAway ? { kind: 'away' } : { kind: 'failed', failure: messageOf(error) };
    }
    if (!attempt.released) await settle(attempt, outcome);
    running.delete(attempt);
    poke();
  };

  const settle = ({ row: { seq, attempts } }: Attempt, outcome: Outcome) =>
    db
      .transaction((tx) => settleJob(tx, { seq, attempts, claim, nowMs: clock.now() }, outcome))
      .catch(onError);

  const beat = async () => {
    const leaseUntil = clock.now() + leaseMs;
    const claimed = [...running]; // others may be claimed while the renewal waits for its turn
    const held = await db.transaction((tx) => renewClaim(tx, { queue, claim, leaseUntil }));
    for (const attempt of claimed) {
      const job = held.get(attempt.row.seq);
      if (job?.attempts !== attempt.row.attempts) abort(attempt, 'CONFLICT', 'was lost to another worker');
      else if (job.cancel_requested) abort(attempt, 'CANCELLED', 'was cancelled');
      else attempt.leaseUntil = leaseUntil;
    }
  };

  const abort = ({ row, controller }: Attempt, code: 'CONFLICT' | 'CANCELLED' | 'NOT_READY', what: string) =>
    controller.abort(new AppError(code, `queue ${queue}: job ${row.id} ${what}`, { jobId: row.id }));

  const abortCancelled = () => {
    if (running.size === 0) return;
    const asked = db
      .prepare(
        `SELECT seq FROM queue_job WHERE queue = ? AND state = 'active' AND claim = ? AND cancel_requested = 1`,
      )
      .all(queue, claim);
    for (const attempt of running)
      if (asked.some(({ seq }) => seq === attempt.row.seq)) abort(attempt, 'CANCELLED', 'was cancelled');
  };

  const untilPoked = async (longestMs: number) => {
    const waiting = new AbortController();
    wakeUp = () => waiting.abort();
    if (!poked) await clock.sleep(longestMs, waiting.signal).catch(() => {});
    poked = false;
  };

  const idle = async () => {
    const due = running.size < concurrency ? nextDueAt(db, queue) : null;
    await untilPoked(due === null ? longestIdleMs : Math.min(Math.max(due - clock.now(), 10), longestIdleMs));
  };

  const taking = (async () => {
    while (!closing) {
      try {
        abortCancelled();
        await take();
        await idle();
      } catch (error) {
        onError(error);
        await clock.sleep(pauseAfterErrorMs, ended.signal).catch(() => {});
      }
    }
  })();

  const beating = (async () => {
    while (!ended.signal.aborted) {
      await clock.sleep(leaseMs / 3, ended.signal).catch(() => {});
      if (running.size === 0) continue;
      await beat().catch((error) => {
        onError(error);
        for (const attempt of running)
          if (attempt.leaseUntil <= clock.now()) abort(attempt, 'CONFLICT', 'could not be renewed in time');
      });
    }
  })();

  const release = async (attempt: Attempt) => {
    attempt.released = true;
    await settle(attempt, { kind: 'released' });
    abort(attempt, 'NOT_READY', 'goes back to waiting: its worker is closing');
  };

  return {
    poke,
    async close(graceMs) {
      closing = true;
      poke();
      await taking;
      const endsAt = clock.elapsed() + graceMs;
      while (running.size > 0 && clock.elapsed() < endsAt) {
        abortCancelled();
        await untilPoked(endsAt - clock.elapsed());
      }
      await Promise.all([...running].map(release));
      ended.abort();
      await beating;
    },
  };
}
