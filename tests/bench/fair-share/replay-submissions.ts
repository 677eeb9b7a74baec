import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { JobQueue } from '@sagacity/platform/queue/port';

export interface Replay {
  readonly users: number;
  readonly jobs: number;
  readonly refused: number;
  readonly unfinished: number;
  /** What each user's jobs begun in the contended time took, in ms. */
  readonly services: readonly number[];
  /** How long the contended time was: from the last submission until the first user has nothing waiting. */
  readonly spreadMs: number;
}

/** Jobs of each user; the first submits all of his at once, before anybody else, and they take every place there is. */
const submissions = [100, 40, 25, 15, 15, 12, 11, 11, 11, 10];
const places = 50;
const jobMs = 400;

export async function replaySubmissions(queue: JobQueue): Promise<Replay> {
  const begun: { user: number; atMs: number; tookMs: number }[] = [];
  const waiting = [...submissions];
  const total = submissions.reduce((sum, count) => sum + count, 0);
  const everything = new EventTarget();
  let finished = 0;
  let contendedUntilMs = Number.POSITIVE_INFINITY;
  const handler = async (job: { payload: unknown }) => {
    const { user, n } = job.payload as { user: number; n: number };
    const atMs = performance.now();
    waiting[user]!--;
    if (waiting[user] === 0) contendedUntilMs = Math.min(contendedUntilMs, atMs);
    await pause(jobMs * (0.75 + ((n * 37) % 50) / 100)); // 300 to 500 ms, in no order
    begun.push({ user, atMs, tookMs: performance.now() - atMs });
    if (++finished === total) everything.dispatchEvent(new Event('finished'));
  };
  const workers = [1, 2].map(() => queue.work('fair', handler as never, { concurrency: places / 2 }));
  const submit = (user: number, n: number) =>
    queue.enqueue({ queue: 'fair', id: `u${user}-${n}`, payload: { user, n }, ownerId: `u${user}` });
  let accepted = 0;
  const isOver = once(everything, 'finished', { signal: AbortSignal.timeout(60_000) }).catch(() => undefined);
  for (const [user, count] of submissions.entries()) {
    const answers = await Promise.allSettled(Array.from({ length: count }, (_, n) => submit(user, n)));
    accepted += answers.filter((answer) => answer.status === 'fulfilled' && answer.value.created).length;
  }
  const contendedFromMs = performance.now();
  await isOver;
  await Promise.all(workers.map((worker) => worker.close(1_000)));
  const inTime = begun.filter(({ atMs }) => atMs >= contendedFromMs && atMs <= contendedUntilMs);
  return {
    users: submissions.length,
    jobs: total,
    refused: total - accepted,
    unfinished: total - finished,
    services: submissions.map((_, user) =>
      inTime.filter((each) => each.user === user).reduce((sum, { tookMs }) => sum + tookMs, 0),
    ),
    spreadMs: contendedUntilMs - contendedFromMs,
  };
}
