import type { Log } from '@sagacity/platform/log/log';
import type { Schedule } from '../schedules/schedule.ts';
import type { RunServices } from './context.ts';
import { reconcileRuns } from './reconcile-runs.ts';

const day = 86_400_000;
/** A run's page works without its events; a month is long enough to look back at how a run went. */
const keepEventsMs = 30 * day;

/** Gives stranded runs a job again and drops old events. */
export const keepHouse = (services: RunServices, log: Log): Schedule => ({
  name: 'runs-housekeeping',
  everyMs: 30_000,
  async round({ signal }) {
    const touched = await reconcileRuns(services, signal);
    if (touched > 0) log.warning({ touched }, 'stranded runs were taken up or ended');
    if (signal.aborted) return;
    await services.events.trim(new Date(services.clock.now() - keepEventsMs).toISOString());
  },
});
