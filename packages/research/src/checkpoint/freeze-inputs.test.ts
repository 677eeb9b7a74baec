import { expect, it } from 'vitest';
import { mapStore } from '../graph/fixtures/map-store.ts';
import { pastCall } from '../memory/fixtures/past-call.ts';
import type { PastDecision } from '../memory/port.ts';
import { sampleSnapshot } from '../rules/fixtures/sample-snapshot.ts';
import { freezeInputs } from './freeze-inputs.ts';
import type { WriteGate } from './write-gate.ts';

it('reads decisions that were kept before their terms were as ones without levels', async () => {
  const { runId, asOf, rating } = pastCall('2024-05-01');
  const older = [{ runId, asOf, rating } as PastDecision]; // as an older version kept it
  const writes = { write: (work: () => Promise<unknown>) => work() } as unknown as WriteGate; // nothing waits here
  const keeping = { store: mapStore(), writes, runId: 'run_1', now: () => '2024-06-01T00:00:00.000Z' };
  const sources = { gather: async () => sampleSnapshot(), recall: async () => older };
  await freezeInputs(keeping, sources);
  expect((await freezeInputs(keeping, sources)).past).toEqual([
    { runId, asOf, rating, horizon: 'medium', close: null, stop: null, target: null },
  ]);
});
