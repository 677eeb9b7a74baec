import type { Log } from '@sagacity/platform/log/log';
import type { Schedule } from '../schedules/schedule.ts';
import type { RunServices } from './context.ts';
import { reconcileRuns } from './reconcile-runs.ts';

/** Gives stranded runs a job again. */
export const keepHouse = (services: RunServices, log: Log): Schedule => ({
  name: 'runs-housekeeping',
  everyMs: 30_000,
  async round({ signal }) {
    const touched = await reconcileRuns(services, signal);
    if (touched > 0) log.warning({ touched }, 'stranded runs were taken up or ended');
  },
});
