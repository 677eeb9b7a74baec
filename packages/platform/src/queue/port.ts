export interface NewJob<P = unknown> {
  readonly queue: string;
  /** Enqueuing the same id again is a no-op, for at least seven days after the job ended. */
  readonly id: string;
  readonly payload: P;
  /** Of one priority, jobs of different owners take turns: an owner's n-th job waits for n − 1 of each other owner, not for all. */
  readonly ownerId: string;
  /** 0 to 30, smaller runs first; default 10. */
  readonly priority?: number;
  readonly delayMs?: number;
  /**
   * How often the handler may throw before the job has failed; default 1: no retry. STORE_UNAVAILABLE does not count: that attempt is made
   * again after 10 s at most, however often. Lost leases do not count, but five fail the job.
   */
  readonly maxAttempts?: number;
  /** First retry waits this long, each next twice as long; default 1000. */
  readonly backoffMs?: number;
}

export type JobState = 'waiting' | 'delayed' | 'active' | 'succeeded' | 'failed' | 'cancelled';

export interface Job<P = unknown> {
  readonly id: string;
  readonly queue: string;
  readonly payload: P;
  readonly ownerId: string;
  readonly state: JobState;
  /** Attempts begun so far, this one included; a lost lease counts. */
  readonly attempts: number;
  readonly failure: string | null;
}

export interface WorkOptions {
  readonly concurrency: number;
  /** A worker that has not renewed for this long has lost the job to another. Default 10 s; renewed every third of it. */
  readonly leaseMs?: number;
}

export interface QueueWorker {
  /** Stops taking jobs, aborts nothing, resolves when the running ones ended or `graceMs` passed (those go back to waiting). */
  close(graceMs: number): Promise<void>;
}

/** Jobs at least once: a killed worker's job is taken up by another after its lease. */
export interface JobQueue {
  enqueue<P>(job: NewJob<P>): Promise<{ id: string; created: boolean }>;
  /** `signal` aborts on cancel, on a lost lease and on a forced close. A handler that throws fails the attempt. */
  work<P>(
    queue: string,
    handler: (job: Job<P>, signal: AbortSignal) => Promise<void>,
    options: WorkOptions,
  ): QueueWorker;
  find(queue: string, id: string): Promise<Job | null>;
  /** Waiting jobs are dropped, an active one's signal aborts within 2 s, on whatever replica. False when there is nothing to cancel. */
  cancel(queue: string, id: string): Promise<boolean>;
  /** Forgets the queue with all its jobs. For one of a few jobs that nobody works on any more; their ids are not to be used again. */
  removeQueue(queue: string): Promise<void>;
  counts(queue: string): Promise<Record<JobState, number>>;
  ping(timeoutMs: number): Promise<void>;
  close(): Promise<void>;
}
