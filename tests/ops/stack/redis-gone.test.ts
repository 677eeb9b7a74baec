import { afterEach, expect, it } from 'vitest';
import { killProcess, restore } from '../../harness/stack/break-container.ts';
import {
  countedBusy,
  expectNothingLost,
  expectOnlyClearRefusals,
  startBusyStack,
} from '../../harness/stack/busy-stack.ts';
import { compose, containersOf } from '../../harness/stack/open-stack.ts';
import { record } from '../../harness/stack/record.ts';
import { describeStack, signedInClient, stack } from '../../harness/stack/shared-stack.ts';
import { untilHealthyAgain } from '../../harness/stack/until-healthy-again.ts';
import { lapse, untilWell } from '../../harness/stack/until-well.ts';

describeStack('Redis that is away', () => {
  afterEach(() => restore(stack));

  it('stopped and started: reads go on, accepted runs are done, no model call is paid twice', async () => {
    const client = await signedInClient();
    const busy = await startBusyStack(stack, client);
    await compose(stack, 'stop', 'redis');
    await lapse(6_000);
    await compose(stack, 'start', 'redis');
    const startedAtMs = performance.now();
    await untilWell(client);
    const recoveryMs = Math.round(performance.now() - startedAtMs);
    const result = await busy.end();
    const { notes, ...counts } = countedBusy(result);
    const note = `recovery counted from the start; ${notes}`;
    record({ fault: 'Redis stopped for 6 s and started', ...counts, recoveryMs, note, engine: 'redis' });
    expectOnlyClearRefusals(result);
    expectNothingLost(result);
    expect(recoveryMs).toBeLessThan(30_000);
  });

  it('killed with -9: is back by itself, and nothing is lost', async () => {
    const client = await signedInClient();
    const busy = await startBusyStack(stack, client);
    const [redis] = await containersOf(stack, 'redis');
    const killedAtMs = await killProcess(redis!);
    await untilHealthyAgain(redis!);
    await untilWell(client);
    const recoveryMs = Math.round(performance.now() - killedAtMs);
    const result = await busy.end();
    const { notes, ...counts } = countedBusy(result);
    record({ fault: 'kill -9 of Redis’s process', ...counts, recoveryMs, note: notes, engine: 'redis' });
    expectOnlyClearRefusals(result);
    expectNothingLost(result);
    expect(recoveryMs).toBeLessThan(30_000);
  });
});
