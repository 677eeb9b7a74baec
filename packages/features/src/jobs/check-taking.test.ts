import type { JobQueue } from '@sagacity/platform/queue/port';
import { clockAt } from '@sagacity/testkit/clock-at';
import { expect, it } from 'vitest';
import { checkTaking } from './check-taking.ts';

function setUp() {
  const now = { waiting: 1, running: 0, taken: 0, ms: 0 };
  const queue = { counts: async () => ({ waiting: now.waiting }) } as unknown as JobQueue; // only that is asked
  const check = checkTaking(
    { queue, clock: clockAt(() => now.ms) },
    { load: () => now },
    { name: 'runs', concurrency: 2 },
  );
  const checkAt = (ms: number) => {
    now.ms = ms;
    return check();
  };
  return { now, checkAt };
}

it('fails when runs wait and none is taken for 15 s, until one is', async () => {
  const { now, checkAt } = setUp();
  await checkAt(0);
  await checkAt(14_999);
  await expect(checkAt(15_000)).rejects.toThrow('1 runs wait, there is room for 2, and none is taken');
  now.taken = 1;
  await checkAt(16_000);
});

it('is patient with a worker that is full, or took one meanwhile, or has nothing to take', async () => {
  for (const change of [{ running: 2 }, { taken: 1 }, { waiting: 0 }]) {
    const { now, checkAt } = setUp();
    await checkAt(0);
    Object.assign(now, change);
    await checkAt(10_000);
    Object.assign(now, { waiting: 1, running: 0 });
    await checkAt(20_000);
  }
});
