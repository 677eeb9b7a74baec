import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { ApiClient } from '../../harness/api-client.ts';
import { restore } from '../../harness/stack/break-container.ts';
import {
  countedBusy,
  expectNothingLost,
  expectOnlyClearRefusals,
  startBusyStack,
} from '../../harness/stack/busy-stack.ts';
import { docker } from '../../harness/stack/docker.ts';
import { containersOf } from '../../harness/stack/open-stack.ts';
import { record } from '../../harness/stack/record.ts';
import { describeStack, signedInClient, stack } from '../../harness/stack/shared-stack.ts';
import { until } from '../../harness/stack/until.ts';
import { lapse, untilWell } from '../../harness/stack/until-well.ts';
import { withOverride } from '../../harness/stack/with-override.ts';

/** With the password of now: a container sees the one it was started with. */
async function setMemory(size: string): Promise<void> {
  const [redis] = await containersOf(stack, 'redis');
  const password = readFileSync(join(stack.directory, 'secrets/redis_password'), 'utf8').trim();
  const script = `REDISCLI_AUTH='${password}' redis-cli config set maxmemory ${size}`;
  expect(await docker(['exec', redis?.Id ?? '', 'sh', '-c', script])).toMatch(/^OK/);
}

/** A container that does nothing but hold the volume: a tmpfs is gone with the last that uses it, and Redis ends when it is full. */
const keepMounted = (volume: string): Promise<string> =>
  docker(
    `run --detach --network none --user 999 --volume ${volume}:/data redis:7-alpine sleep 600`.split(' '),
  );

interface Fault {
  readonly fault: string;
  readonly refusal: RegExp;
  fill(): Promise<unknown>;
  empty(): Promise<unknown>;
}

/** While Redis is full people read and start runs, and one run of models is on its way. */
async function whileFull(client: ApiClient, { fault, refusal, fill, empty }: Fault): Promise<void> {
  const busy = await startBusyStack(stack, client);
  await fill();
  const told = async () => {
    const { status, components } = await client.call('health');
    const queue = components.find(({ name }) => name === 'queue');
    return status === 'degraded' && queue?.status === 'down' && queue.detail;
  };
  expect(await until('health tells of the queue', told)).toMatch(refusal);
  await lapse(20_000);
  await empty();
  const sinceMs = performance.now();
  await untilWell(client);
  const recoveryMs = Math.round(performance.now() - sinceMs);
  const result = await busy.end();
  const { notes, ...counts } = countedBusy(result);
  record({
    fault,
    ...counts,
    recoveryMs,
    note: `recovery from when there is room; ${notes}`,
    engine: 'redis',
  });
  expectOnlyClearRefusals(result);
  expectNothingLost(result);
}

describeStack('Redis that is full', () => {
  afterEach(() => restore(stack));

  it('of memory: health says so, reads go on, and what was accepted is done when there is room', async () => {
    const client = await signedInClient();
    const fault = 'Redis has no memory left for 20 s';
    const empty = () => setMemory('768mb');
    try {
      await whileFull(client, { fault, refusal: /Redis refuses \(OOM/, fill: () => setMemory('1mb'), empty });
    } finally {
      await empty();
    }
  });

  it('of disk: it ends rather than forget, and the same holds', async () => {
    const client = await signedInClient();
    const volume = `${stack.project}_small_redis`;
    const small = { driver_opts: { type: 'tmpfs', device: 'tmpfs', o: 'size=24m,uid=999,gid=999' } };
    const override = {
      services: { redis: { volumes: ['small_redis:/data'] } },
      volumes: { small_redis: small },
    };
    const changed = await withOverride(stack, override, ['redis']);
    const keeper = await keepMounted(volume);
    const inVolume = (script: string) => docker(['exec', keeper, 'sh', '-c', script]);
    try {
      await untilWell(client);
      await whileFull(client, {
        fault: 'the disk of Redis is full for 20 s',
        refusal: /Redis (refuses|does not answer)/,
        fill: () => inVolume('dd if=/dev/zero of=/data/ballast bs=4k 2>/dev/null; true'),
        empty: () => inVolume('rm /data/ballast'),
      });
    } finally {
      await docker(['rm', '--force', keeper]);
      await changed.restore();
      await docker(['volume', 'rm', '--force', volume]);
      await untilWell(client);
    }
  });
});
