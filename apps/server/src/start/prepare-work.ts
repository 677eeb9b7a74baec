import { jobKinds, listSchedules } from '@sagacity/features/declared';
import type { HealthCheck } from '@sagacity/features/health/index';
import { checkTaking, workJobs } from '@sagacity/features/jobs/index';
import { leadSchedules, type Scheduler } from '@sagacity/features/schedules/index';
import type { Ground } from './open-ground.ts';
import type { StopStep } from './shut-down.ts';

export interface Work {
  readonly checks: readonly HealthCheck[];
  /** Takes jobs and stands for the lead of the schedules. Adds what is to be stopped to `stops`. */
  start(stops: StopStep[]): Promise<void>;
}

/** A process that also serves keeps time for the requests it still has to answer. */
const shareOfGrace = { all: 0.5, worker: 0.8 };

/** The door of jobs and schedules. Its health says that it does not work until `start`. */
export function prepareWork({ config, services, step }: Ground): Work {
  const { role } = config;
  const kinds = jobKinds.map((kind) => ({ kind, name: kind.name, concurrency: kind.concurrency(config) }));
  let takes: readonly (() => Promise<void>)[] | null = null;
  let scheduler: Scheduler | null = null;

  return {
    checks: [
      {
        name: 'worker',
        needed: role === 'worker',
        async check() {
          if (!takes) throw new Error(`does not take ${kinds.map(({ name }) => name).join(', ')} yet`);
          for (const take of takes) await take();
          const most = kinds.map(({ name, concurrency }) => `${concurrency} ${name}`);
          return { note: `takes up to ${most.join(', ')} at a time` };
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
      const workers = await step('worker', () => kinds.map((one) => workJobs(services, one.kind, one)));
      takes = workers.map((worker, at) => checkTaking(services, worker, kinds[at]!)); // one for each kind
      const share = shareOfGrace[role === 'worker' ? role : 'all'];
      stops.push({
        name: 'worker',
        stop: async (remainingMs) => {
          await Promise.all(workers.map((worker) => worker.close(remainingMs * share)));
        },
      });
      const standing = await step('scheduler', () =>
        leadSchedules({ ...services, schedules: listSchedules(services) }),
      );
      scheduler = standing;
      // Pushed last, stopped first: another process leads while this one ends its runs.
      stops.push({ name: 'scheduler', stop: () => standing.stop() });
    },
  };
}
