import type { Schedule } from '../schedules/schedule.ts';
import type { RunServices } from './context.ts';
import { reconcileRuns } from './reconcile-runs.ts';

/** Gives stranded runs a job again. */
export const keepHouse = (services: RunServices): Schedule => ({
  name: 'runs-housekeeping',
  everyMs: 30_000,
  async round({ signal }) {
    const touched = await reconcileRuns(services, signal);
    if (touched > 0) services.log.warning({ touched }, 'stranded runs were taken up or ended');
  },
});
