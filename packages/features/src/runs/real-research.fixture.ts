import type { RunConfig } from '@sagacity/contracts/runs';
import { systemClock } from '@sagacity/kernel';
import { silentLog } from '@sagacity/platform/log/index';
import { researchEntities } from '@sagacity/research';
import { modelCalls } from '@sagacity/research/meter/index';
import type { ConfiguredVendor } from '@sagacity/research/models/index';
import { vi } from 'vitest';
import type { RunServices } from './context.ts';
import { createRun } from './create-run.ts';
import { getReport } from './get-report.ts';
import { getRun } from './get-run.ts';
import { openResearch } from './open-research.ts';
import { openRunsFixture } from './runs.fixture.ts';
import { workRuns } from './work-runs.ts';

/** Runs with everything real: store, queue, market and both engines; the model vendors, and what their clients send through, are given. */
export async function openRealResearch(vendors: readonly ConfiguredVendor[] = [], outbound = fetch) {
  const fixture = await openRunsFixture(() => Promise.reject(new Error('replaced below')));
  const { store, market } = fixture.services;
  await store.ensure([...researchEntities, modelCalls]);
  const research = openResearch({
    store,
    market,
    clock: systemClock,
    log: silentLog,
    vendors: async () => [...vendors],
    screenAddress: async () => {},
    fetch: outbound,
  });
  const services: RunServices = { ...fixture.services, research };
  const as = (id: string) => ({ ...fixture.as(id), research });
  const worker = workRuns(services, { concurrency: 1 });
  const ends = (owner: string, id: string, status: string) =>
    vi.waitFor(
      async () => {
        const run = await getRun(as(owner), { id });
        if (run.status !== status) throw new Error(`${run.status}: ${run.failure?.message}`);
      },
      { timeout: 10_000 },
    );
  return {
    services,
    as,
    ends,
    eventsOf: fixture.eventsOf,
    /** Researches to the end. */
    async report(owner: string, instrument: string, config: Partial<RunConfig>) {
      const { id } = await createRun(as(owner), { instrument, config });
      await ends(owner, id, 'succeeded');
      return getReport(as(owner), { id });
    },
    async close() {
      await worker.close(1_000);
      await fixture.close();
    },
  };
}
