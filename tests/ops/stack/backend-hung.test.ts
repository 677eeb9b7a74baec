import { afterEach, expect, it } from 'vitest';
import { restore } from '../../harness/stack/break-container.ts';
import { docker, type Inspected } from '../../harness/stack/docker.ts';
import { containersOf } from '../../harness/stack/open-stack.ts';
import { record } from '../../harness/stack/record.ts';
import { describeStack, signedInClient, stack } from '../../harness/stack/shared-stack.ts';
import { counted, startTraffic } from '../../harness/stack/traffic.ts';
import { untilBehindEdge } from '../../harness/stack/until-behind-edge.ts';

/** The program of a container on the host: the child of its first process. */
async function programIn({ Id, State }: Inspected): Promise<number> {
  const rows = (await docker(['top', Id, '-eo', 'pid,ppid'])).split('\n').slice(1);
  const found = rows.map((row) => row.trim().split(/\s+/)).find(([, parent]) => Number(parent) === State.Pid);
  if (!found) throw new Error(`container ${Id} has no program under its first process`);
  return Number(found[0]);
}

describeStack('a backend that hangs under load', () => {
  afterEach(() => restore(stack));

  it('fails no read, is left alone by nginx, and is killed and started again by its own health check', async () => {
    const client = await signedInClient();
    const [backend] = await containersOf(stack, 'backend');
    const traffic = startTraffic(client, { reads: 10, writes: 5 });
    process.kill(await programIn(backend!), 'SIGSTOP');
    const stoppedAtMs = performance.now();
    await untilBehindEdge(stack, backend!);
    const recoveryMs = Math.round(performance.now() - stoppedAtMs);
    const result = await traffic.stop();
    const { requests, writes } = counted(result);
    const { p99Ms, maxMs } = result.reads;
    const seconds = (ms: number) => (ms / 1000).toFixed(1);
    record({
      fault: 'a backend’s process hangs (SIGSTOP)',
      requests,
      events: null,
      repeatedCalls: null,
      recoveryMs,
      note: `reads: p99 ${seconds(p99Ms)} s, slowest ${seconds(maxMs)} s; ${writes}`,
      engine: null,
    });
    expect(result.reads.failures).toEqual({});
    expect(maxMs).toBeLessThan(14_000);
    expect(recoveryMs).toBeLessThan(60_000);
  });
});
