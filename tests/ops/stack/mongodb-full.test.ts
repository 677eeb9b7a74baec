import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  countedBusy,
  expectNothingLost,
  expectOnlyClearRefusals,
  startBusyStack,
} from '../../harness/stack/busy-stack.ts';
import { docker } from '../../harness/stack/docker.ts';
import { firstSignIn } from '../../harness/stack/first-sign-in.ts';
import { closeStack, containersOf, openStack, type StackAddress } from '../../harness/stack/open-stack.ts';
import { record } from '../../harness/stack/record.ts';
import { describeStack, signedInClient, stack } from '../../harness/stack/shared-stack.ts';
import { until } from '../../harness/stack/until.ts';
import { lapse, untilWell } from '../../harness/stack/until-well.ts';

const httpsPort = (stack?.httpsPort ?? 0) + 300;
const small: StackAddress = {
  project: `${stack?.project}-full`,
  directory: join(tmpdir(), `sagacity-full-${process.pid}`),
  httpPort: (stack?.httpPort ?? 0) + 300,
  httpsPort,
  url: `https://localhost:${httpsPort}`,
};
const inMongo = async (script: string): Promise<string> => {
  const [mongodb] = await containersOf(small, 'mongodb');
  return docker(['exec', mongodb?.Id ?? '', 'sh', '-c', script]);
};

describeStack('MongoDB whose disk is full', () => {
  beforeAll(async () => {
    const overrides = [join(import.meta.dirname, 'mongodb-full.override.yml')];
    await openStack({ ...small, flags: ['--backend', '1', '--worker', '1'], overrides });
    await firstSignIn(small);
  });
  afterAll(() => closeStack(small));

  it('refuses with a plain 503 that says why, loses nothing accepted, and goes on when there is room', async () => {
    const client = await signedInClient(small);
    const busy = await startBusyStack(small, client);
    const filled = await inMongo('dd if=/dev/zero of=/data/db/ballast bs=64k 2>&1; true');
    const told = await until('health says that changes are refused', async () => {
      const { status, components } = await client.call('health');
      const store = components.find(({ name }) => name === 'store');
      return status === 'degraded' && store?.status === 'degraded' && store.detail;
    });
    await lapse(20_000);
    await inMongo('rm /data/db/ballast');
    const sinceMs = performance.now();
    await untilWell(client);
    const recoveryMs = Math.round(performance.now() - sinceMs);
    const result = await busy.end();
    const { notes, ...counts } = countedBusy(result);
    const note = `health is degraded: ${told}; recovery from when there is room; ${notes}`;
    record({ fault: 'the disk of MongoDB is full for 20 s', ...counts, recoveryMs, note, engine: 'mongodb' });
    expect(filled).toContain('No space left on device');
    expectOnlyClearRefusals(result, ['GET 503']);
    expectNothingLost(result);
  });
});
