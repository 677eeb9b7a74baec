import type { HealthCheck } from '@sagacity/features/health/index';
import { checkTaking, workRuns } from '@sagacity/features/runs/index';
import { leadSchedules, listSchedules, type Scheduler } from '@sagacity/features/schedules/index';
import type { Ground } from './open-ground.ts';
import type { StopStep } from './shut-down.ts';

export interface Work {
  readonly checks: readonly HealthCheck[];
  /** Takes runs and stands for the lead of the schedules. Adds what is to be stopped to `stops`. */
  start(stops: StopStep[]): Promise<void>;
}

/** A process that also serves keeps time for the requests it still has to answer. */
const shareOfGrace = { all: 0.5, worker: 0.8 };

/** The door of jobs and schedules. Its health says that it does not work until `start`. */
export function prepareWork({ config, log, services, step }: Ground): Work {
  const { role } = config;
  const concurrency = config.limits.concurrentRuns;
  let takes: (() => Promise<void>) | null = null;
  let scheduler: Scheduler | null = null;

  return {
    checks: [
      {
        name: 'worker',
        needed: role === 'worker',
        async check() {
          if (!takes) throw new Error('does not take runs yet');
          await takes();
          return { note: `takes up to ${concurrency} runs at a time` };
        },
      },
      {
        name: 'schedules',
        needed: role === 'worker',
        async check() {
          if (!scheduler) throw new Error('the scheduler has not begun');
          const isLeading = scheduler.state() === 'leading';
          const failed = [...scheduler.failures()].map(([name, why]) => `${name} failed: ${why}`);
          if (failed.length > 0) return failed.join('; ');
          return { note: isLeading ? 'leads' : 'another process leads' };
        },
      },
    ],
    async start(stops) {
      const taking = await step('worker', () => workRuns(services, { concurrency }));
      takes = checkTaking(services, taking, concurrency);
      const share = shareOfGrace[role === 'worker' ? role : 'all'];
      stops.push({ name: 'worker', stop: (remainingMs) => taking.close(remainingMs * share) });
      const { lease, clock } = services;
      const standing = await step('scheduler', () =>
        leadSchedules({ lease, schedules: listSchedules(services, log), clock, log }),
      );
      scheduler = standing;
      // Pushed last, stopped first: another process leads while this one ends its runs.
      stops.push({ name: 'scheduler', stop: () => standing.stop() });
    },
  };
}
