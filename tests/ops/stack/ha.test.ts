import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { killContainer, startContainer } from '../../harness/stack/break-container.ts';
import {
  type BusyResult,
  countedBusy,
  expectNothingLost,
  expectOnlyClearRefusals,
  startBusyStack,
} from '../../harness/stack/busy-stack.ts';
import { cutOff } from '../../harness/stack/cut-network.ts';
import type { Inspected } from '../../harness/stack/docker.ts';
import { expectNoRoot, expectReadOnly } from '../../harness/stack/expect-hardened.ts';
import { closeHaStack, haStack, openHaStack } from '../../harness/stack/ha-stack.ts';
import { containersOf } from '../../harness/stack/open-stack.ts';
import { record } from '../../harness/stack/record.ts';
import { findMaster, roleOf } from '../../harness/stack/redis-master.ts';
import { findPrimary, stepDown, untilAnotherPrimary } from '../../harness/stack/replica-set.ts';
import { describeStack, signedInClient } from '../../harness/stack/shared-stack.ts';
import { until } from '../../harness/stack/until.ts';
import { untilHealthyAgain } from '../../harness/stack/until-healthy-again.ts';
import { lapse, untilWell } from '../../harness/stack/until-well.ts';

/** No read fails, and every write waits and succeeds inside its deadline. */
function expectOnlyWaiting(result: BusyResult): void {
  expectOnlyClearRefusals(result);
  expect(result.written.refused).toEqual({});
  expect(result.written.accepted.length).toBeGreaterThan(0);
  expectNothingLost(result);
}

describeStack('the profile ha', () => {
  beforeAll(openHaStack);
  afterAll(closeHaStack);

  it('runs no process as root and can write to no root file system', async () => {
    const services = ['mongodb', 'mongodb-2', 'mongodb-3', 'redis', 'redis-2', 'redis-3'];
    const sentinels = ['sentinel-1', 'sentinel-2', 'sentinel-3'];
    const found = await Promise.all([...services, ...sentinels].map((one) => containersOf(haStack, one)));
    expect(found.map(({ length }) => length)).toEqual(found.map(() => 1));
    await expectNoRoot(found.flat());
    await expectReadOnly(found.flat());
  });

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
    const { stallMs } = result.written;
    const note = `the old master came back as a replica; ${stallOf(stallMs)}; ${notes}`;
    const fault = '`docker kill` of the Redis master, Sentinel chooses another';
    record({ fault, ...counts, recoveryMs, note, engine: 'redis' });
    expectOnlyWaiting(result);
    expect(recoveryMs).toBeLessThanOrEqual(8_000);
    expect(stallMs).toBeLessThanOrEqual(8_000);
  });

  const faults: ReadonlyArray<readonly [string, (primary: Inspected) => Promise<unknown>]> = [
    ['`docker kill` of the MongoDB primary, started once another is primary', killAndStart],
    ['MongoDB primary cut off the network for 15 s', cutAndHeal],
    ['MongoDB primary stepped down for 10 s', stepDownAndWait],
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
    const note = `another member became primary; recovery is the longest time without a write; ${notes}`;
    record({ fault, ...counts, recoveryMs: stallMs, note, engine: 'mongodb' });
    expectOnlyWaiting(result);
    expect(stallMs).toBeLessThan(30_000);
  });
});

const stallOf = (ms: number) => `longest time without a write ${(ms / 1000).toFixed(1)} s`;

async function killAndStart(primary: Inspected): Promise<void> {
  await killContainer(primary);
  onTestFinished(async () => void (await startContainer(primary)));
  await untilAnotherPrimary(haStack, primary);
  await startContainer(primary);
  await untilHealthyAgain(primary);
}

async function cutAndHeal(primary: Inspected): Promise<void> {
  const cut = await cutOff(primary);
  await Promise.all([lapse(15_000), untilAnotherPrimary(haStack, primary)]);
  await cut.heal();
}

async function stepDownAndWait(primary: Inspected): Promise<void> {
  await stepDown(haStack, primary, 10);
  await Promise.all([lapse(10_000), untilAnotherPrimary(haStack, primary)]);
}
