import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ApiClient } from '../../harness/api-client.ts';
import { hasEnded, startRun, waitForRun } from '../../harness/llm-run.ts';
import {
  type BusyResult,
  countedBusy,
  expectNothingLost,
  startBusyStack,
} from '../../harness/stack/busy-stack.ts';
import { docker, type Inspected } from '../../harness/stack/docker.ts';
import { containersOf } from '../../harness/stack/open-stack.ts';
import { record } from '../../harness/stack/record.ts';
import { describeStack, signedInClient, stack } from '../../harness/stack/shared-stack.ts';
import { until } from '../../harness/stack/until.ts';
import { untilWell } from '../../harness/stack/until-well.ts';
import { withOverride } from '../../harness/stack/with-override.ts';

/** Disks of their own, small enough to be filled; above 512 MB of room the data directory counts as well. */
const volumes = ['small_logs:/app/logs', 'small_data:/app/data'];
const disk = (size: string) => ({
  driver_opts: { type: 'tmpfs', device: 'tmpfs', o: `size=${size},uid=1000,gid=1000` },
});
const override = {
  services: { backend: { volumes }, worker: { volumes } },
  volumes: { small_logs: disk('8m'), small_data: disk('560m') },
};

const fill = (path: string) => `
const fs = require('fs'), file = fs.openSync('${path}/ballast', 'w'), piece = Buffer.alloc(65536, 1);
try { for (;;) fs.writeSync(file, piece); } catch (error) { console.log(error.code); }
try { for (;;) fs.writeSync(file, piece, 0, 1); } catch (error) { console.log(error.code); }`;
const empty = (path: string) => `require('fs').rmSync('${path}/ballast')`;
const putBlob = `
const { Readable } = require('stream');
import('/app/packages/platform/src/blobs/open-directory-blobs.ts').then(async ({ openDirectoryBlobs }) => {
  const blobs = await openDirectoryBlobs('/app/data/blobs');
  await blobs.put('exports/test.md', Readable.from([Buffer.alloc(100000, 1)]));
  await blobs.delete('exports/test.md');
  console.log('kept');
}).catch((error) => console.log(error.code + ' ' + error.message));`;

function expectUndisturbed(result: BusyResult): void {
  expect([result.read.failures, result.written.refused]).toEqual([{}, {}]);
  expectNothingLost(result);
}

describeStack('a full disk', () => {
  let client: ApiClient;
  let changed: { restore(): Promise<void> } | undefined;
  let backends: Inspected[] = [];
  const within = (script: string) => docker(['exec', backends[0]?.Id ?? '', 'node', '-e', script]);
  const troubleOf = async (component: string): Promise<string | null> => {
    const { components } = await client.call('health');
    const found = components.find(({ name }) => name === component);
    return found?.status === 'ok' ? null : `${found?.status}: ${found?.detail}`;
  };
  beforeAll(async () => {
    changed = await withOverride(stack, override);
    client = await signedInClient();
    backends = await containersOf(stack, 'backend');
    await untilWell(client);
  });
  afterAll(async () => {
    await changed?.restore();
    for (const name of ['small_logs', 'small_data'])
      await docker(['volume', 'rm', '--force', `${stack.project}_${name}`]);
    await untilWell(await signedInClient());
  });

  it('of logs fails no request; health says so, and logs are written again once there is room', async () => {
    const busy = await startBusyStack(stack, client);
    expect(await within(fill('/app/logs'))).toContain('ENOSPC');
    // A line to be logged: somebody who is refused.
    const trouble = await until('health tells of the logs', async () => {
      await startRun(client);
      return troubleOf('logs');
    });
    expect(trouble).toMatch(/^down|^degraded/);
    expect(trouble).toMatch(/ENOSPC.*lost/);
    await until('health is degraded', async () => (await client.call('health')).status === 'degraded');
    const run = await waitForRun(client, (await startRun(client)).id, hasEnded);
    expect(run.status).toBe('succeeded');
    const roomAtMs = performance.now();
    await within(empty('/app/logs'));
    await untilWell(client);
    const recoveryMs = Math.round(performance.now() - roomAtMs);
    const result = await busy.end();
    const { notes, ...counts } = countedBusy(result);
    record({
      fault: 'the disk of the logs is full',
      ...counts,
      recoveryMs,
      note: `health is degraded and says how many lines were lost; recovery from when there is room; ${notes}`,
      engine: null,
    });
    expectUndisturbed(result);
  });

  it('of data fails no request that needs no file; what does says so, and works when there is room', async () => {
    const busy = await startBusyStack(stack, client);
    expect(await within(fill('/app/data'))).toContain('ENOSPC');
    // Each backend remembers its last look for a moment, which may have been while it was being filled.
    await until('health tells of the full disk', async () => {
      const { status, components } = await client.call('health');
      const disk = components.find(({ name }) => name === 'disk');
      return status === 'degraded' && disk?.detail?.includes('MB left in /app/data; make room');
    });
    expect(await within(putBlob)).toMatch(/^STORAGE_FULL .*\/app\/data\/blobs; make room/);
    const run = await waitForRun(client, (await startRun(client)).id, hasEnded);
    expect(run.status).toBe('succeeded');
    const roomAtMs = performance.now();
    await within(empty('/app/data'));
    await untilWell(client);
    const recoveryMs = Math.round(performance.now() - roomAtMs);
    expect(await within(putBlob)).toBe('kept');
    const result = await busy.end();
    const { notes, ...counts } = countedBusy(result);
    record({
      fault: 'the disk of the data directory is full',
      ...counts,
      recoveryMs,
      note: `health is degraded; files are refused with STORAGE_FULL (507); recovery from when there is room; ${notes}`,
      engine: null,
    });
    expectUndisturbed(result);
  });
});
