import { type Clock, messageOf } from '@sagacity/kernel';
import type { Log } from '@sagacity/platform/log/log';
import type { Schedule, Term } from './schedule.ts';

interface RoundsOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Asked before each round: a process that stood still must not begin one in a term that is over. */
  isOver(): boolean;
  /** After each round: why it failed, or null. */
  onRound(schedule: string, failure: string | null): void;
}

/** One schedule's rounds, one after another, until the term ends. A round that fails is logged and the next one comes in its time. */
export async function repeatRounds(schedule: Schedule, term: Term, options: RoundsOptions): Promise<void> {
  const { clock, log, isOver, onRound } = options;
  while (!term.signal.aborted && !isOver()) {
    try {
      await schedule.round(term);
      onRound(schedule.name, null);
    } catch (error) {
      onRound(schedule.name, messageOf(error));
      log.error({ schedule: schedule.name, error }, 'a scheduled round failed; it is tried again');
    }
    await clock.sleep(schedule.everyMs, term.signal).catch(() => undefined); // only the end of the term rejects
  }
}
