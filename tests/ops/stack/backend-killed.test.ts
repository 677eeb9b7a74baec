import { afterEach, expect, it } from 'vitest';
import {
  killContainer,
  killProcess,
  restore,
  startContainer,
  untilReadyAgain,
} from '../../harness/stack/break-container.ts';
import { containersOf } from '../../harness/stack/open-stack.ts';
import { record } from '../../harness/stack/record.ts';
import { describeStack, signedInClient, stack } from '../../harness/stack/shared-stack.ts';
import { counted, startTraffic } from '../../harness/stack/traffic.ts';
import { untilBehindEdge } from '../../harness/stack/until-behind-edge.ts';

const none = { events: null, repeatedCalls: null, engine: null } as const;

describeStack('a backend that dies under load', () => {
  afterEach(() => restore(stack));

  it('fails no read when its process is killed with -9, and comes back by itself', async () => {
    const client = await signedInClient();
    const traffic = startTraffic(client, { reads: 20, writes: 10 });
    const recoveries: number[] = [];
    for (const backend of await containersOf(stack, 'backend')) {
      const killedAtMs = await killProcess(backend);
      await untilBehindEdge(stack, backend);
      recoveries.push(performance.now() - killedAtMs);
    }
    const result = await traffic.stop();
    const { requests, writes, slowest } = counted(result);
    const recoveryMs = Math.round(Math.max(...recoveries));
    const note = `both in turn; ${writes}; ${slowest}`;
    record({ fault: 'kill -9 of a backend’s process', requests, recoveryMs, note, ...none });
    expect(result.reads.failures).toEqual({});
    expect(recoveryMs).toBeLessThan(60_000);
  });

  it('fails no read when its container is killed, and serves again once it is started', async () => {
    const client = await signedInClient();
    const traffic = startTraffic(client, { reads: 20, writes: 10 });
    const [backend] = await containersOf(stack, 'backend');
    await killContainer(backend!);
    await client.call('listRuns');
    const startedAtMs = performance.now();
    await startContainer(backend!);
    await untilReadyAgain(backend!);
    const recoveryMs = Math.round(performance.now() - startedAtMs);
    const result = await traffic.stop();
    const { requests, writes, slowest } = counted(result);
    const note = `recovery counted from \`docker start\`; ${writes}; ${slowest}`;
    record({ fault: '`docker kill` of a backend', requests, recoveryMs, note, ...none });
    expect(result.reads.failures).toEqual({});
    expect(result.writes.failingMs).toBeLessThan(5_000);
  });
});
