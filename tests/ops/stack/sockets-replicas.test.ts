import { autoAnswer } from '@sagacity/testkit/fake-openai-auto-answer';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { hasEnded, llmConfig, startRun, waitForRun } from '../../harness/llm-run.ts';
import { readSome } from '../../harness/read-events.ts';
import { killProcess, restore, untilReadyAgain } from '../../harness/stack/break-container.ts';
import { openFakeModels, repeatedCalls } from '../../harness/stack/fake-models.ts';
import { compareEvents, followRun } from '../../harness/stack/follow-run.ts';
import { containersOf } from '../../harness/stack/open-stack.ts';
import { readEdgeLog } from '../../harness/stack/read-edge-log.ts';
import { record } from '../../harness/stack/record.ts';
import { countRepeatedSteps } from '../../harness/stack/repeated-steps.ts';
import { describeStack, signedInClient, stack } from '../../harness/stack/shared-stack.ts';
import { startTraffic } from '../../harness/stack/traffic.ts';
import { until } from '../../harness/stack/until.ts';

const cuts = 24;

describeStack('a client that changes replica', () => {
  afterEach(() => restore(stack));

  it('loses and doubles no event over 24 cut sockets and a killed backend', async () => {
    const client = await signedInClient();
    const fake = await openFakeModels(stack, client, async (request) => ({
      ...(await autoAnswer(request)),
      latencyMs: 1_500,
      pieceMs: 60,
    }));
    onTestFinished(() => fake.close());
    const traffic = startTraffic(client, { reads: 10, writes: 2 });
    const beganAt = new Date();
    const run = await startRun(client, { ...llmConfig, depth: 5 });
    let killed: Promise<unknown> = Promise.resolve();
    const [backend] = await containersOf(stack, 'backend');
    const { events, connections } = await followRun(client, run.stream, (nth) => {
      if (nth === cuts / 2) killed = killProcess(backend!).then(() => untilReadyAgain(backend!));
      return nth < cuts ? 1 + Math.floor(Math.random() * 4) : Number.POSITIVE_INFINITY;
    });
    const whole = await readSome(client, run.stream, null, Number.POSITIVE_INFINITY);
    await killed;
    const result = await traffic.stop();
    const sockets = await until('nginx has logged every socket', async () => {
      const lines = await readEdgeLog(stack, beganAt);
      const found = lines.filter(({ path, status }) => path === '/api/ws' && status === 101);
      return found.length >= connections && found;
    });
    const replicas = new Set(sockets.map(({ upstream }) => upstream.split(', ').at(-1)));
    const compared = compareEvents(events, whole);
    record({
      fault: `a client’s socket cut ${connections - 1} times over both backends, one of them killed -9`,
      requests: { sent: result.reads.sent, failed: result.reads.failed },
      events: compared,
      repeatedCalls: repeatedCalls(fake),
      recoveryMs: null,
      note: `${whole.length} events over ${sockets.length} sockets at ${replicas.size} addresses`,
      engine: null,
    });
    expect(connections).toBeGreaterThan(20);
    expect(replicas.size).toBeGreaterThanOrEqual(2);
    expect(compared).toEqual({ lost: 0, doubled: 0 });
    expect(events.map(({ offset }) => offset)).toEqual(whole.map(({ offset }) => offset));
    expect(whole.at(-1)?.event.type).toBe('run-succeeded');
    expect((await waitForRun(client, run.id, hasEnded)).status).toBe('succeeded');
    expect(repeatedCalls(fake)).toBe(0);
    expect(countRepeatedSteps(whole)).toEqual({ again: 0, afterEnd: 0 }); // no worker died
    expect(result.reads.failures).toEqual({});
  });
});
