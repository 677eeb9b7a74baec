import { expect, it, onTestFinished } from 'vitest';
import { createRun } from './create-run.ts';
import { runEntity } from './documents.ts';
import { executeRun } from './execute-run.ts';
import { openRunsFixture, reportOf, step } from './runs.fixture.ts';

async function executed(stored: ReturnType<typeof step>[]) {
  const given: string[][] = [];
  const fixture = await openRunsFixture(async ({ runId, instrument, config, steps }) => {
    given.push(steps.map(({ id }) => id));
    return reportOf(runId, instrument, config.asOf);
  });
  onTestFinished(() => fixture.close());
  const { services, as } = fixture;
  const { id } = await createRun(as('ann'), { instrument: 'DEMO:NEBULA' });
  await services.store.collection(runEntity).updateOne({ _id: id }, { $set: { steps: stored } });
  await executeRun(services, id, new AbortController().signal);
  return given;
}

it('is executed as it was stored, whatever would be planned today', async () => {
  expect(await executed([step('oracle'), step('market')])).toEqual([['oracle', 'market']]);
});

it('is made when the run is taken up, for a run stored without one', async () => {
  expect(await executed([])).toEqual([['market', 'news']]);
});
