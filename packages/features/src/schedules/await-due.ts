import type { Clock } from '@sagacity/kernel';
import type { Store } from '@sagacity/platform/store/port';
import { scheduleRounds } from './documents.ts';
import { nextDueMs } from './next-due.ts';
import type { At, Schedule } from './schedule.ts';

/** The clock may be put right meanwhile. */
const lookEveryMs = 30_000;

/** Resolves when the schedule is due, which may be long past; rejects when `signal` aborts. One never seen before counts from now on. */
export async function awaitDue(
  schedule: Schedule & At,
  { clock, store }: { readonly clock: Clock; readonly store: Pick<Store, 'collection'> },
  signal: AbortSignal,
): Promise<void> {
  const last = await store.collection(scheduleRounds).findOne({ _id: schedule.name });
  if (!last) await keepRound(schedule, { clock, store });
  const dueMs = nextDueMs(schedule, last?.endedAt.getTime() ?? clock.now());
  while (dueMs === null || clock.now() < dueMs)
    await clock.sleep(Math.min(lookEveryMs, (dueMs ?? Number.POSITIVE_INFINITY) - clock.now()), signal);
}

export async function keepRound(
  { name: _id }: Schedule,
  { clock, store }: { readonly clock: Clock; readonly store: Pick<Store, 'collection'> },
): Promise<void> {
  const round = { _id, endedAt: new Date(clock.now()) };
  await store.collection(scheduleRounds).replaceOne({ _id }, round, { upsert: true });
}
