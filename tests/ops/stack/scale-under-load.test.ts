import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { restore } from '../../harness/stack/break-container.ts';
import { countedBusy, expectNothingLost, startBusyStack } from '../../harness/stack/busy-stack.ts';
import { containersOf, sagacity } from '../../harness/stack/open-stack.ts';
import { record } from '../../harness/stack/record.ts';
import { describeStack, signedInClient, stack } from '../../harness/stack/shared-stack.ts';

const idsOf = async (service: string) => (await containersOf(stack, service)).map(({ Id }) => Id);

/** Runs the command while people use the stack, runs are made and one is followed; nothing they do may fail. */
async function underLoad(fault: string, ...args: string[]): Promise<void> {
  const client = await signedInClient();
  const busy = await startBusyStack(stack, client, { writesPerSecond: 3, modelMs: 2_000 });
  const beganMs = performance.now();
  const command = await sagacity(stack, 'deploy', ...args);
  const tookMs = performance.now() - beganMs;
  const result = await busy.end();
  const { notes, ...counts } = countedBusy(result);
  const note = `the command took ${(tookMs / 1000).toFixed(1)} s; ${notes}`;
  record({ fault, ...counts, recoveryMs: null, note, engine: null });
  expect(command).toMatchObject({ code: 0 });
  expect({ reads: result.read.failures, writes: result.written.refused }).toEqual({ reads: {}, writes: {} });
  expectNothingLost(result);
}

describeStack('replicas that come and go on purpose', () => {
  afterEach(() => restore(stack));

  it('fails no request when a third backend and worker start, and when they stop', async () => {
    await underLoad('`deploy scale backend=3 worker=3`', 'scale', 'backend=3', 'worker=3');
    expect([(await idsOf('backend')).length, (await idsOf('worker')).length]).toEqual([3, 3]);
    await underLoad('`deploy scale backend=2 worker=2`', 'scale', 'backend=2', 'worker=2');
    expect([(await idsOf('backend')).length, (await idsOf('worker')).length]).toEqual([2, 2]);
  });

  it('fails no request when every backend is replaced', async () => {
    const before = await idsOf('backend');
    await underLoad('`deploy restart backend`, one after the other', 'restart', 'backend');
    const after = await idsOf('backend');
    expect(after).toHaveLength(2);
    expect(after.filter((id) => before.includes(id))).toEqual([]);
  });

  it('fails no request when `up` takes a changed setting to every backend', async () => {
    const path = join(stack.directory, '.env');
    const env = readFileSync(path, 'utf8');
    const before = await idsOf('backend');
    try {
      writeFileSync(path, env.replace(/^BACKEND_MEMORY=.*$/m, 'BACKEND_MEMORY=2000m'));
      await underLoad('`deploy up` after BACKEND_MEMORY was changed', 'up');
      const after = await idsOf('backend');
      expect(after).toHaveLength(2);
      expect(after.filter((id) => before.includes(id))).toEqual([]);
    } finally {
      writeFileSync(path, env);
      expect(await sagacity(stack, 'deploy', 'up')).toMatchObject({ code: 0 });
    }
  });
});
