import { afterEach, expect, it } from 'vitest';
import { restore } from '../../harness/stack/break-container.ts';
import {
  countedBusy,
  expectNothingLost,
  expectOnlyClearRefusals,
  startBusyStack,
} from '../../harness/stack/busy-stack.ts';
import { cutPort } from '../../harness/stack/cut-network.ts';
import { containersOf } from '../../harness/stack/open-stack.ts';
import { record } from '../../harness/stack/record.ts';
import { describeStack, signedInClient, stack } from '../../harness/stack/shared-stack.ts';
import { until } from '../../harness/stack/until.ts';
import { lapse, untilWell } from '../../harness/stack/until-well.ts';

describeStack('a network that swallows packets', () => {
  afterEach(() => restore(stack));

  it('between the backends and Redis for 15 s: every read is answered, and soon', async () => {
    const client = await signedInClient();
    const tells = async () => {
      const { status, components } = await client.call('health');
      return status === 'degraded' && components.some((one) => one.name === 'queue' && one.status !== 'ok');
    };
    const busy = await startBusyStack(stack, client);
    const cuts = await Promise.all((await containersOf(stack, 'backend')).map((one) => cutPort(one, 6379)));
    await Promise.all([lapse(15_000), until('health tells of the cut', tells, { timeoutMs: 15_000 })]);
    await Promise.all(cuts.map((cut) => cut.heal()));
    const healedAtMs = performance.now();
    await untilWell(client);
    const recoveryMs = Math.round(performance.now() - healedAtMs);
    const result = await busy.end();
    const { notes, ...counts } = countedBusy(result);
    const fault = 'packets between both backends and Redis dropped for 15 s';
    const note = `health was degraded; recovery counted from the end of the cut; ${notes}`;
    record({ fault, ...counts, recoveryMs, note, engine: null });
    expectOnlyClearRefusals(result);
    expect(result.read.p50Ms).toBeLessThan(1_000);
    expectNothingLost(result);
    expect(recoveryMs).toBeLessThan(30_000);
  });
});
