import { type Clock, messageOf } from '@sagacity/kernel';
import type { Log } from '@sagacity/platform/log/log';
import type { Store } from '@sagacity/platform/store/port';
import { awaitDue, keepRound } from './await-due.ts';
import type { Schedule, Term } from './schedule.ts';

interface RoundsOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly store: Pick<Store, 'collection'>;
  /** Asked before each round: a process that stood still must not begin one in a term that is over. */
  isOver(): boolean;
  /** After each round: why it failed, or null. */
  onRound(schedule: string, failure: string | null): void;
}

/** The next time by the wall clock may be far. */
const retryCronMs = 60_000;

/** One schedule's rounds, one after another, until the term ends. A round that fails is logged and the next one comes in its time. */
export async function repeatRounds(schedule: Schedule, term: Term, options: RoundsOptions): Promise<void> {
  const { clock, log, isOver, onRound } = options;
  while (!term.signal.aborted && !isOver()) {
    let pauseMs = 'everyMs' in schedule ? schedule.everyMs : 0;
    try {
      if ('cron' in schedule) await awaitDue(schedule, options, term.signal);
      if (isOver()) return;
      await schedule.round(term);
      if ('cron' in schedule && !term.signal.aborted) await keepRound(schedule, options);
      onRound(schedule.name, null);
    } catch (error) {
      if (term.signal.aborted) return;
      pauseMs ||= retryCronMs;
      onRound(schedule.name, messageOf(error));
      log.error({ schedule: schedule.name, error }, 'a scheduled round failed; it is tried again');
    }
    await clock.sleep(pauseMs, term.signal).catch(() => undefined); // only the end of the term rejects
  }
}
