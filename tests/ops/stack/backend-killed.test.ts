import { afterEach, expect, it } from 'vitest';
import {
  killContainer,
  killProcess,
  restore,
  startContainer,
  untilReadyAgain,
} from '../../harness/stack/break-container.ts';
import {
  type BusyResult,
  countedBusy,
  expectNothingLost,
  startBusyStack,
} from '../../harness/stack/busy-stack.ts';
import { containersOf } from '../../harness/stack/open-stack.ts';
import { record } from '../../harness/stack/record.ts';
import { describeStack, signedInClient, stack } from '../../harness/stack/shared-stack.ts';
import { untilBehindEdge } from '../../harness/stack/until-behind-edge.ts';
import { lapse } from '../../harness/stack/until-well.ts';

const busyness = { writesPerSecond: 4 };
/** In which a killed process ends and nginx learns of it. */
const endingMs = 500;

/** A write is sent once, so it fails if it was under way when a backend died; no other may. */
function expectOnlyLostOnTheWay(result: BusyResult, killedAtMs: readonly number[]): void {
  const { refusedFromTo, accepted } = result.written;
  const isOnTheWay = ([fromMs, toMs]: readonly [number, number]) =>
    killedAtMs.some((atMs) => fromMs <= atMs + endingMs && toMs >= atMs);
  expect(refusedFromTo.filter((write) => !isOnTheWay(write))).toEqual([]);
  expect(accepted.length).toBeGreaterThan(0);
  expect(result.read.failures).toEqual({});
  expectNothingLost(result);
}

describeStack('a backend that dies under load', () => {
  afterEach(() => restore(stack));

  it('fails no read when its process is killed with -9, and comes back by itself', async () => {
    const busy = await startBusyStack(stack, await signedInClient(), busyness);
    const kills: number[] = [];
    const recoveries: number[] = [];
    for (const backend of await containersOf(stack, 'backend')) {
      const killedAtMs = await killProcess(backend);
      kills.push(killedAtMs);
      await untilBehindEdge(stack, backend);
      recoveries.push(performance.now() - killedAtMs);
    }
    const result = await busy.end();
    const { notes, ...counts } = countedBusy(result);
    const recoveryMs = Math.round(Math.max(...recoveries));
    const note = `both in turn; ${notes}`;
    record({ fault: 'kill -9 of a backend’s process', ...counts, recoveryMs, note, engine: null });
    expectOnlyLostOnTheWay(result, kills);
    expect(recoveryMs).toBeLessThan(60_000);
  });

  it('fails no read when its container is killed, and serves again once it is started', async () => {
    const busy = await startBusyStack(stack, await signedInClient(), busyness);
    const [backend] = await containersOf(stack, 'backend');
    const killedAtMs = await killContainer(backend!);
    await lapse(3_000);
    const startedAtMs = performance.now();
    await startContainer(backend!);
    await untilReadyAgain(backend!);
    const recoveryMs = Math.round(performance.now() - startedAtMs);
    const result = await busy.end();
    const { notes, ...counts } = countedBusy(result);
    const fault = '`docker kill` of a backend, started after 3 s';
    const note = `recovery counted from \`docker start\`; ${notes}`;
    record({ fault, ...counts, recoveryMs, note, engine: null });
    expectOnlyLostOnTheWay(result, [killedAtMs]);
    expect(recoveryMs).toBeLessThan(60_000);
  });
});
