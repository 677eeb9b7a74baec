import { Cron } from 'croner';
import type { At } from './schedule.ts';

/** When it is due next after a moment; null for a time that never comes. Throws for a cron or a zone that is none. */
export function nextDueMs({ cron, zone }: At, afterMs: number): number | null {
  const timer = new Cron(cron, { mode: '5-part', paused: true, ...(zone !== null && { timezone: zone }) });
  return timer.nextRun(new Date(afterMs))?.getTime() ?? null;
}
