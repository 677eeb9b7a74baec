import { AppError, type Clock, systemClock } from '@sagacity/kernel';
import { pingSqlite } from '../events/ping-sqlite.ts';
import { watchSqlite } from '../events/watch-sqlite.ts';
import type { SqliteDatabase } from '../sqlite/open-database.ts';
import type { JobQueue, JobState } from './port.ts';
import { cancelJob } from './sqlite/cancel-job.ts';
import { enqueueJob } from './sqlite/enqueue-job.ts';
import { type JobRow, queueSchema } from './sqlite/queue-tables.ts';
import { runWorker } from './sqlite/run-worker.ts';
import { toJob } from './sqlite/to-job.ts';

export interface SqliteJobQueueOptions {
  readonly clock?: Clock;
  /** How often other processes' jobs and cancellations are looked for; 100 by default. */
  readonly pollMs?: number;
  /** Finished jobs are forgotten after this long, seven days by default; their ids can then be enqueued anew. */
  readonly keepFinishedMs?: number;
  /** Told of faults of the store met by workers, which go on. */
  readonly onError?: (error: unknown) => void;
}

const hour = 3_600_000;

/** Jobs in a table of the data file; any process that opens the file may enqueue, work and cancel. */
export async function openSqliteJobQueue(
  db: SqliteDatabase,
  options: SqliteJobQueueOptions = {},
): Promise<JobQueue> {
  const { clock = systemClock, pollMs = 100, keepFinishedMs = 7 * 24 * hour, onError = () => {} } = options;
  await db.transaction((tx) => tx.exec(queueSchema));
  const forget = () =>
    db.transaction((tx) => {
      tx.prepare('DELETE FROM queue_job WHERE finished_at < ?').run(clock.now() - keepFinishedMs);
    });
  await forget();
  const forgetting = setInterval(() => void forget().catch(onError), hour).unref();
  const workers = new Set<ReturnType<typeof runWorker>>();
  const pokeAll = () => {
    for (const worker of workers) worker.poke();
  };
  const unwatch = watchSqlite(db, pollMs, pokeAll);
  let closed = false;

  return {
    async enqueue(job) {
      const created = await db.transaction((tx) => enqueueJob(tx, job, clock.now()));
      if (created) pokeAll();
      return { id: job.id, created };
    },
    work(queue, handler, workOptions) {
      if (closed) throw new AppError('NOT_READY', `queue ${queue}: closed; open it again to work`);
      const worker = runWorker({ db, clock, queue, handler, onError, ...workOptions });
      workers.add(worker);
      return {
        async close(graceMs) {
          await worker.close(graceMs);
          workers.delete(worker);
        },
      };
    },
    async find(queue, id) {
      const row = db.prepare('SELECT * FROM queue_job WHERE queue = ? AND id = ?').get(queue, id);
      return row ? toJob(row as unknown as JobRow) : null; // the table's columns are JobRow's
    },
    async cancel(queue, id) {
      const cancelled = await db.transaction((tx) => cancelJob(tx, queue, id, clock.now()));
      if (cancelled) pokeAll();
      return cancelled;
    },
    async removeQueue(queue) {
      await db.transaction((tx) => {
        for (const table of ['queue_job', 'queue_turn'])
          tx.prepare(`DELETE FROM ${table} WHERE queue = ?`).run(queue);
      });
    },
    async counts(queue) {
      const counts = { waiting: 0, delayed: 0, active: 0, succeeded: 0, failed: 0, cancelled: 0 };
      const rows = db
        .prepare('SELECT state, count(*) AS jobs FROM queue_job WHERE queue = ? GROUP BY state')
        .all(queue) as { state: JobState; jobs: number }[];
      for (const { state, jobs } of rows) counts[state] = jobs;
      return counts;
    },
    async ping() {
      pingSqlite(db, 'job queue');
    },
    async close() {
      closed = true;
      unwatch();
      clearInterval(forgetting);
      await Promise.all([...workers].map((worker) => worker.close(0)));
      workers.clear();
    },
  };
}
