import type { FakeOpenAi } from '@sagacity/testkit/fake-openai';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { hasEnded, llmConfig, startRun, waitForRun } from '../../harness/llm-run.ts';
import { readSome } from '../../harness/read-events.ts';
import { killContainer, killProcess, restore } from '../../harness/stack/break-container.ts';
import type { Inspected } from '../../harness/stack/docker.ts';
import { openFakeModels, repeatedCalls, slowModels } from '../../harness/stack/fake-models.ts';
import { compareEvents, followRun } from '../../harness/stack/follow-run.ts';
import { containersOf } from '../../harness/stack/open-stack.ts';
import { record } from '../../harness/stack/record.ts';
import { countRepeatedSteps } from '../../harness/stack/repeated-steps.ts';
import { describeStack, signedInClient, stack } from '../../harness/stack/shared-stack.ts';
import { counted, startTraffic } from '../../harness/stack/traffic.ts';
import { until } from '../../harness/stack/until.ts';

const latencyMs = 1_000;
const reclaimMs = 15_000;

/** A call of the debate, which is made step by step, while its model thinks. */
const callUnderWay = (fake: FakeOpenAi) =>
  until(
    'a call under way after the analysts',
    async () => {
      const last = fake.journal.at(-1);
      return fake.journal.length >= 6 && last?.outcome === 'open' && last;
    },
    { everyMs: 20 },
  );

describeStack('a worker that dies in the middle of a run', () => {
  afterEach(() => restore(stack));

  const faults: [string, (worker: Inspected) => Promise<number>][] = [
    ['kill -9 of the process', killProcess],
    ['`docker kill`', killContainer],
  ];
  it.each(faults)('%s: another goes on with the run, and pays no call twice', async (name, kill) => {
    const client = await signedInClient();
    const fake = await openFakeModels(stack, client, slowModels(latencyMs));
    onTestFinished(() => fake.close());
    const traffic = startTraffic(client, { reads: 10, writes: 2 });
    const run = await startRun(client, llmConfig);
    const following = followRun(client, run.stream);

    const { from } = await callUnderWay(fake);
    const victim = (await containersOf(stack, 'worker')).find(({ NetworkSettings }) =>
      Object.values(NetworkSettings.Networks).some(({ IPAddress }) => IPAddress === from),
    );
    await callUnderWay(fake);
    const underWay = fake.journal.filter(({ outcome }) => outcome === 'open').length;
    await kill(victim!);
    const killedAtMs = Date.now();
    const madeBefore = fake.journal.length;
    const next = await until('the next call', async () => fake.journal[madeBefore], { everyMs: 20 });
    const ended = await waitForRun(client, run.id, hasEnded, 120_000);
    const result = await traffic.stop();

    const { events } = await following;
    const whole = await readSome(client, run.stream, null, Number.POSITIVE_INFINITY);
    const steps = countRepeatedSteps(whole);
    const recoveryMs = next.at - killedAtMs;
    const { requests, writes, slowest } = counted(result);
    record({
      fault: `${name} of the worker in the middle of a run of models`,
      requests,
      events: compareEvents(events, whole),
      repeatedCalls: repeatedCalls(fake),
      recoveryMs,
      note: `recovery is until the next call; ${steps.again} steps made again; ${writes}; ${slowest}`,
      engine: null,
    });
    expect(ended.failure).toBeNull();
    expect(ended.status).toBe('succeeded');
    expect((await client.call('getReport', { params: { id: run.id } })).usage.calls).toBe(ended.steps.length);
    expect(recoveryMs).toBeLessThanOrEqual(reclaimMs);
    expect(steps.again).toBeLessThanOrEqual(underWay); // the voices of a round speak at once
    expect(steps.afterEnd).toBe(0);
    expect(repeatedCalls(fake)).toBe(0);
    expect(compareEvents(events, whole)).toEqual({ lost: 0, doubled: 0 });
    expect(result.reads.failures).toEqual({});
  });
});
