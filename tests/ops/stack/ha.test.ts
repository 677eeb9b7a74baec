import { afterAll, beforeAll, expect, it } from 'vitest';
import { killContainer, killProcess, startContainer } from '../../harness/stack/break-container.ts';
import {
  type BusyResult,
  countedBusy,
  expectNothingLost,
  startBusyStack,
} from '../../harness/stack/busy-stack.ts';
import { cutOff } from '../../harness/stack/cut-network.ts';
import type { Inspected } from '../../harness/stack/docker.ts';
import { closeHaStack, haStack, openHaStack } from '../../harness/stack/ha-stack.ts';
import { record } from '../../harness/stack/record.ts';
import { findMaster, roleOf } from '../../harness/stack/redis-master.ts';
import { findPrimary, stepDown } from '../../harness/stack/replica-set.ts';
import { describeStack, signedInClient } from '../../harness/stack/shared-stack.ts';
import { until } from '../../harness/stack/until.ts';
import { untilHealthyAgain } from '../../harness/stack/until-healthy-again.ts';
import { lapse, untilWell } from '../../harness/stack/until-well.ts';

/** No read fails, and a write is answered with success or with a plain 503 that says that the store is away. */
function expectOnlyClearRefusals({ read, written }: BusyResult): void {
  expect(read.failures).toEqual({});
  expect(Object.keys(written.refused).filter((kind) => kind !== '503 STORE_UNAVAILABLE')).toEqual([]);
}

describeStack('the profile ha', () => {
  beforeAll(openHaStack);
  afterAll(closeHaStack);

  it('Redis master killed: another is chosen within 8 s, and the old one comes back as a replica', async () => {
    const client = await signedInClient(haStack);
    const busy = await startBusyStack(haStack, client);
    const master = await findMaster(haStack);
    const killedAtMs = await killContainer(master);
    await until('another master', async () => (await findMaster(haStack)).Id !== master.Id);
    await untilWell(client);
    const recoveryMs = Math.round(performance.now() - killedAtMs);
    await startContainer(master);
    const returned = () =>
      roleOf(master).then(({ role, isLinked }) => role === 'slave' && isLinked && { role, isLinked });
    await until('the old master is a replica', returned, { timeoutMs: 30_000 });
    const result = await busy.end();
    const { notes, ...counts } = countedBusy(result);
    const note = `the old master came back as a replica; ${notes}`;
    const fault = '`docker kill` of the Redis master, Sentinel chooses another';
    record({ fault, ...counts, recoveryMs, note, engine: 'redis' });
    expectOnlyClearRefusals(result);
    expectNothingLost(result);
    expect(recoveryMs).toBeLessThan(8_000);
  });

  const faults: ReadonlyArray<readonly [string, (primary: Inspected) => Promise<unknown>]> = [
    ['kill -9 of the MongoDB primary’s process', killAndWait],
    ['MongoDB primary cut off the network for 15 s', cutAndHeal],
    [
      'MongoDB primary stepped down for 10 s',
      (primary) => stepDown(haStack, primary, 10).then(() => lapse(10_000)),
    ],
  ];
  it.each(faults)('%s: reads answer, writes stall and are made once', async (fault, harm) => {
    const client = await signedInClient(haStack);
    const primary = await findPrimary(haStack);
    const busy = await startBusyStack(haStack, client);
    await harm(primary);
    await untilWell(client);
    const result = await busy.end();
    const { notes, ...counts } = countedBusy(result);
    const { stallMs } = result.written;
    const note = `recovery is the longest time without a write; ${notes}`;
    record({ fault, ...counts, recoveryMs: stallMs, note, engine: 'mongodb' });
    expectOnlyClearRefusals(result);
    expectNothingLost(result);
    expect(stallMs).toBeLessThan(30_000);
  });
});

async function killAndWait(primary: Inspected): Promise<void> {
  await killProcess(primary);
  await untilHealthyAgain(primary);
}

async function cutAndHeal(primary: Inspected): Promise<void> {
  const cut = await cutOff(primary);
  await lapse(15_000);
  await cut.heal();
}
