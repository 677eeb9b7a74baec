import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Run } from '@sagacity/contracts/runs';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { hasEnded, llmConfig, waitForRun } from '../../harness/llm-run.ts';
import { isEnd, readSome } from '../../harness/read-events.ts';
import { killProcess, restore, untilReadyAgain } from '../../harness/stack/break-container.ts';
import {
  answeredJustBefore,
  type Killed,
  openFakeModels,
  repeatedCalls,
  slowModels,
} from '../../harness/stack/fake-models.ts';
import { containersOf } from '../../harness/stack/open-stack.ts';
import { record } from '../../harness/stack/record.ts';
import { countRepeatedSteps } from '../../harness/stack/repeated-steps.ts';
import { describeStack, signedInClient, stack } from '../../harness/stack/shared-stack.ts';
import { counted, startTraffic } from '../../harness/stack/traffic.ts';
import { until } from '../../harness/stack/until.ts';
import { untilBehindEdge } from '../../harness/stack/until-behind-edge.ts';

const killingMs = 40_000;
/** Of whom models are asked: the same company twice would be asked the same. */
const companies = ['DEMO:NEBULA', 'DEMO:SPROUT', 'DEMO:ORCHARD'];
const wanted = { rules: 20, llm: companies.length };

/** Kills either replica of a service, again and again, as soon as both serve. Returns when. */
async function killAtRandom(service: 'backend' | 'worker', untilMs: number): Promise<Killed[]> {
  for (const kills: Killed[] = []; ; ) {
    await setTimeout(500 + Math.random() * 4_000);
    if (performance.now() > untilMs) return kills;
    const replicas = await containersOf(stack, service);
    const one = replicas[Math.floor(Math.random() * replicas.length)]!;
    const orderedMs = Date.now();
    await killProcess(one);
    kills.push({ orderedMs, doneMs: Date.now() });
    if (service === 'backend') await untilBehindEdge(stack, one);
    else await untilReadyAgain(one);
  }
}

describeStack('backends and workers killed at random for 40 s', () => {
  afterEach(() => restore(stack));

  it('fails no read, and every run that was accepted ends with one report', async () => {
    const client = await signedInClient();
    const fake = await openFakeModels(stack, client, slowModels(700));
    onTestFinished(() => fake.close());
    const beganAt = new Date(Date.now() - 1_000).toISOString();
    const traffic = startTraffic(client, { reads: 15, writes: 5 });
    const untilMs = performance.now() + killingMs;
    const killing = Promise.all([killAtRandom('backend', untilMs), killAtRandom('worker', untilMs)]);
    let unanswered = 0;
    const accepted: Run[] = [];
    /** As the web app does: a start without an answer is sent again with its key. */
    const startOne = async (instrument: string, config: object): Promise<void> => {
      const body = { instrument, config, key: randomUUID() };
      const run = await until('the start has an answer', () =>
        client.call('createRun', { body }).catch((error: unknown) => {
          unanswered++;
          throw error;
        }),
      );
      accepted.push(run);
    };
    for (let n = 0; n < wanted.rules + wanted.llm; n++) {
      const ofModels = companies[n / 8];
      await startOne(ofModels ?? 'DEMO:NEBULA', ofModels ? llmConfig : {});
      await setTimeout(killingMs / 30);
    }
    const [backends, workers] = await killing;
    const killedUntilMs = performance.now();

    const { items } = await client.call('listRuns', { query: { limit: 100 } });
    // Runs that the test of a clock an hour ahead has left are dated after now.
    const latest = new Date(Date.now() + 1_000).toISOString();
    const all = items.filter(({ createdAt }) => createdAt >= beganAt && createdAt <= latest);
    const ended = await Promise.all(all.map(({ id }) => waitForRun(client, id, hasEnded, 120_000)));
    const recoveryMs = Math.round(performance.now() - killedUntilMs);
    const result = await traffic.stop();
    const told = await Promise.all(
      ended.map(({ stream }) => readSome(client, stream, null, Number.POSITIVE_INFINITY)),
    );
    const steps = told.map(countRepeatedSteps);
    const again = steps.reduce((sum, one) => sum + one.again, 0);
    const againAfterEnd = steps.reduce((sum, one) => sum + one.afterEnd, 0);
    const repeated = repeatedCalls(fake);
    const justBefore = answeredJustBefore(fake, workers);
    const reports = await Promise.all(
      ended.map(({ id }) => client.call('getReport', { params: { id } }).then(() => 1)),
    );
    const { requests, writes, slowest } = counted(result);
    const made = `${ended.length} runs of ${accepted.length} starts, ${unanswered} of which had no answer at first`;
    record({
      fault: `kill -9 of a backend ${backends.length} times and a worker ${workers.length} times at random`,
      requests,
      events: null,
      repeatedCalls: repeated,
      recoveryMs,
      note: `recovery is until the last run ended; ${made}; ${again} steps begun again, ${againAfterEnd} of them ended before; ${justBefore} model calls answered in the last 0.3 s of a worker; ${writes}; ${slowest}`,
      engine: null,
    });
    expect(all.map(({ id }) => id).sort()).toEqual(accepted.map(({ id }) => id).sort());
    expect(ended.filter(({ status }) => status !== 'succeeded')).toEqual([]);
    expect(told.filter((events) => events.filter(isEnd).length !== 1)).toEqual([]);
    expect(againAfterEnd).toBe(0);
    // An answer that arrives in the moment of a death cannot be kept; every other is paid once.
    expect(repeated).toBeLessThanOrEqual(justBefore);
    expect(reports).toHaveLength(ended.length);
    expect(result.reads.failures).toEqual({});
  });
});
