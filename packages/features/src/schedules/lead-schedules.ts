import { type Clock, messageOf } from '@sagacity/kernel';
import type { HeldLease, Lease } from '@sagacity/platform/lease/port';
import type { Log } from '@sagacity/platform/log/log';
import type { Store } from '@sagacity/platform/store/port';
import { repeatRounds } from './repeat-rounds.ts';
import type { Schedule } from './schedule.ts';

export interface Scheduler {
  /** What this process does; throws when it neither leads nor can find out who does. */
  state(): 'leading' | 'following';
  /** Why the last round of a schedule failed, by schedule; empty while this process follows. */
  failures(): ReadonlyMap<string, string>;
  /** Ends the rounds and gives the leadership up. */
  stop(): Promise<void>;
}

export interface LeadOptions {
  readonly lease: Lease;
  readonly schedules: readonly Schedule[];
  readonly clock: Clock;
  readonly log: Log;
  /** Remembers when what follows the wall clock was done. */
  readonly store: Pick<Store, 'collection'>;
}

const leaseName = 'schedules';
const ttlMs = 5_000;
const tryEveryMs = 1_500;
/** A leader gives up this long before its lease can pass to another. */
const marginMs = 500;

/**
 * The schedules of all processes that share `lease` run in one of them, whose lease of 5 s is renewed every 1.5 s. Another takes over
 * within 6.5 s of its death; a leader that cannot renew stops its rounds at once and stands again.
 */
export function leadSchedules({ lease, schedules, clock, log, store }: LeadOptions): Scheduler {
  const stopping = new AbortController();
  const failures = new Map<string, string>();
  let isLeading = false;
  let trouble: string | null = 'has not asked for the leadership yet';

  async function lead(held: HeldLease, askedMs: number): Promise<void> {
    const over = new AbortController();
    const { fencingToken } = held;
    let goodUntilMs = askedMs + ttlMs - marginMs;
    const rounds = schedules.map((schedule) =>
      repeatRounds(
        schedule,
        { signal: over.signal, fencingToken },
        {
          clock,
          log,
          store,
          isOver: () => clock.elapsed() >= goodUntilMs,
          onRound: (name, failure) => {
            if (failure === null) failures.delete(name);
            else failures.set(name, failure);
          },
        },
      ),
    );
    isLeading = true;
    log.info({ fencingToken }, 'leads the schedules');
    while (await waited(tryEveryMs, stopping.signal)) {
      const nowMs = clock.elapsed();
      const renewed = nowMs < goodUntilMs && (await inTime(held.renew(), goodUntilMs - nowMs));
      if (!renewed) break;
      goodUntilMs = nowMs + ttlMs - marginMs;
    }
    isLeading = false;
    over.abort();
    if (!stopping.signal.aborted) log.warning({ fencingToken }, 'lost the lead of the schedules');
    await Promise.all(rounds);
    failures.clear();
    await held.release().catch(() => undefined); // what cannot be released expires
  }

  async function stand(): Promise<void> {
    do {
      const askedMs = clock.elapsed();
      try {
        const held = await lease.acquire(leaseName, ttlMs);
        trouble = null;
        if (held) await lead(held, askedMs);
      } catch (error) {
        if (!trouble) log.warning({ error }, 'the lead of the schedules cannot be asked for; tried again');
        trouble = `cannot ask for the leadership: ${messageOf(error)}`;
      }
    } while (await waited(tryEveryMs, stopping.signal));
  }

  const waited = (ms: number, signal: AbortSignal) =>
    clock.sleep(ms, signal).then(
      () => true,
      () => false,
    );

  /** An answer that comes too late, or is a failure, is as good as no. */
  async function inTime(answer: Promise<boolean>, limitMs: number): Promise<boolean> {
    const done = new AbortController();
    const late = waited(limitMs, done.signal).then(() => false);
    return Promise.race([answer.catch(() => false), late]).finally(() => done.abort());
  }

  const standing = stand().catch((error: unknown) => {
    trouble = `ended: ${messageOf(error)}`;
    log.critical({ error }, 'the scheduler ended');
  });
  return {
    state() {
      if (isLeading) return 'leading';
      if (trouble) throw new Error(`the scheduler ${trouble}`);
      return 'following';
    },
    failures: () => failures,
    async stop() {
      stopping.abort();
      await standing;
    },
  };
}
