import { setTimeout as pause } from 'node:timers/promises';
import type { RunEvent } from '@sagacity/contracts/events';
import { Secret, systemClock } from '@sagacity/kernel';
import { silentLog } from '@sagacity/platform/log/silent-log';
import { openRedisCoordination } from '@sagacity/platform/open/redis';
import { hasRedisServer, ownRedis } from '@sagacity/testkit/own-redis';
import { describe, expect, it, vi } from 'vitest';
import type { ExecuteResearch, Research, RunServices } from './context.ts';
import { createRun } from './create-run.ts';
import { getRun } from './get-run.ts';
import { reconcileRuns } from './reconcile-runs.ts';
import { nothing, openRunsFixture, reportOf, step } from './runs.fixture.ts';
import { workRuns } from './work-runs.ts';

const suite = hasRedisServer || process.env.CI ? describe : describe.skip;
const names = Array.from({ length: 14 }, (_, n) => `step-${n}`);
const stepMs = 1_000;

/** Research of 14 steps of a second that, as the real one, does not repeat a finished step. */
function countingResearch() {
  const finished = new Map<string, Set<string>>();
  const paid: string[] = [];
  let running = 0;
  let mostRunning = 0;
  const execute: Research['execute'] = async ({
    runId,
    instrument,
    config,
    emit,
    signal,
  }: ExecuteResearch) => {
    const done = finished.get(runId) ?? new Set();
    finished.set(runId, done);
    mostRunning = Math.max(mostRunning, ++running);
    try {
      for (const name of names.filter((each) => !done.has(each))) {
        await emit({ type: 'run-step-started', runId, step: { ...step(name), state: 'running' } });
        paid.push(name);
        await pause(stepMs, undefined, { signal });
        done.add(name);
        const result = { text: '', factIds: [], readings: [], usage: nothing };
        await emit({ type: 'run-step-finished', runId, step: { ...step(name), state: 'done' }, ...result });
      }
      return reportOf(runId, instrument, config.asOf);
    } finally {
      running--;
    }
  };
  return { execute, paid, mostRunning: () => mostRunning };
}

suite('a run while Redis is killed and away (needs redis-server)', () => {
  it.each([
    { awayMs: 4_000, repeated: 0 },
    { awayMs: 20_000, repeated: 1 },
  ])(
    'for $awayMs ms: it ends, by one worker at a time, at most $repeated steps again',
    async ({ awayMs, repeated }) => {
      const server = await ownRedis();
      await server.start();
      const research = countingResearch();
      const fixture = await openRunsFixture(research.execute);
      const opened = await Promise.all(
        [1, 2].map(() =>
          openRedisCoordination(new Secret(server.url), { clock: systemClock, log: silentLog }),
        ),
      );
      const [one, two] = opened.map((redis): RunServices => ({ ...fixture.services, ...redis }));
      const workers = [one!, two!].map((services) => workRuns(services, { concurrency: 2 }));
      const ann = { ...fixture.as('ann'), ...one! };
      const ended = async (id: string) =>
        vi.waitFor(async () => expect((await getRun(ann, { id })).status).toBe('succeeded'), {
          timeout: 90_000,
          interval: 100,
        });
      try {
        const run = await createRun(ann, { instrument: 'DEMO:NEBULA' });
        await vi.waitFor(() => expect(research.paid.length).toBeGreaterThan(1), 10_000);
        await server.kill();
        const askedAt = Date.now();
        const meanwhile = await createRun(ann, { instrument: 'DEMO:NEBULA' });
        const acceptedMs = Date.now() - askedAt;
        await pause(awayMs); // the outage
        await server.start();
        const backAt = Date.now();
        await ended(run.id);
        const again = research.paid.length - new Set(research.paid).size;
        const types = (await one!.events.read<RunEvent>(run.stream, null, 1_000)).map(({ event }) => event);
        const told = new Set(
          types.flatMap((event) => (event.type === 'run-step-finished' ? [event.step.id] : [])),
        );
        process.stdout.write(
          `Redis away ${awayMs} ms: run ended ${Date.now() - backAt} ms after its return, ${again} steps again, ` +
            `${research.mostRunning()} at most at a time, ${told.size} of ${names.length} steps told; new run accepted in ${acceptedMs} ms\n`,
        );
        expect(again).toBeLessThanOrEqual(repeated);
        expect(research.mostRunning()).toBe(1);
        expect(told.size).toBe(names.length);
        expect(await reconcileRuns(one!)).toBe(1);
        await ended(meanwhile.id);
      } finally {
        await Promise.all(workers.map((worker) => worker.close(0)));
        await Promise.all(opened.map((each) => each.close()));
        await fixture.close();
        await server.stop();
      }
    },
    180_000,
  );
});
