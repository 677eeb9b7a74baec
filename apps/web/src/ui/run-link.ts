import type { Run } from '@sagacity/contracts/runs';
import type { RouteLocationRaw } from 'vue-router';

/** Where a run is best looked at: its report once there is one, else the run. */
export const runLink = (run: Pick<Run, 'id' | 'status'>): RouteLocationRaw => ({
  name: run.status === 'succeeded' ? 'report' : 'run',
  params: { id: run.id },
});
