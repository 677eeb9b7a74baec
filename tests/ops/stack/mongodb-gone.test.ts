import { afterEach, expect, it } from 'vitest';
import { killContainer, killProcess, restore, startContainer } from '../../harness/stack/break-container.ts';
import {
  countedBusy,
  expectNothingLost,
  expectOnlyClearRefusals,
  startBusyStack,
} from '../../harness/stack/busy-stack.ts';
import type { Inspected } from '../../harness/stack/docker.ts';
import { containersOf } from '../../harness/stack/open-stack.ts';
import { record } from '../../harness/stack/record.ts';
import { describeStack, signedInClient, stack } from '../../harness/stack/shared-stack.ts';
import { untilHealthyAgain } from '../../harness/stack/until-healthy-again.ts';
import { lapse, untilWell } from '../../harness/stack/until-well.ts';

/** Down for a moment, and since when it may come back, on the clock of `performance`. */
const faults: ReadonlyArray<readonly [string, string, (mongodb: Inspected) => Promise<number>]> = [
  ['kill -9 of MongoDB’s process', '', killProcess],
  [
    '`docker kill` of MongoDB, started after 6 s',
    'recovery counted from `docker start`',
    async (mongodb) => {
      await killContainer(mongodb);
      await lapse(6_000);
      await startContainer(mongodb);
      return performance.now();
    },
  ],
];

describeStack('MongoDB that is away', () => {
  afterEach(() => restore(stack));

  it.each(faults)(
    '%s: requests wait or get a plain 503, and no accepted write is lost or doubled',
    async (fault, from, harm) => {
      const client = await signedInClient();
      const [mongodb] = await containersOf(stack, 'mongodb');
      const busy = await startBusyStack(stack, client);
      const sinceMs = await harm(mongodb!);
      await untilHealthyAgain(mongodb!);
      await untilWell(client);
      const recoveryMs = Math.round(performance.now() - sinceMs);
      const result = await busy.end();
      const { notes, ...counts } = countedBusy(result);
      const note = [from, notes].filter(Boolean).join('; ');
      record({ fault, ...counts, recoveryMs, note, engine: 'mongodb' });
      expectOnlyClearRefusals(result, ['GET 503']);
      expectNothingLost(result);
      expect(recoveryMs).toBeLessThan(60_000);
    },
  );
});
