import { expect, onTestFinished } from 'vitest';
import type { ApiClient } from '../api-client.ts';
import { hasEnded, llmConfig, startRun, stepsDone, waitForRun } from '../llm-run.ts';
import { readSome } from '../read-events.ts';
import { openFakeModels, repeatedCalls, slowModels } from './fake-models.ts';
import { compareEvents, followRun } from './follow-run.ts';
import { startLoad } from './load.ts';
import type { StackAddress } from './open-stack.ts';
import { startWriting, untilAllEnded } from './write-runs.ts';

const reads = ['/api/runs?limit=3', '/api/me', '/api/instruments?query=nebula'].map((path) => ({ path }));

/**
 * The stack at work: reads at a constant rate, runs being started, and one run of slow models that a person follows. Resolves when that
 * run is under way; `end` waits until everything accepted has ended and says what was lost, doubled, repeated or refused.
 */
export async function startBusyStack(stack: StackAddress, client: ApiClient) {
  const fake = await openFakeModels(stack, client, slowModels(700));
  const { url, token } = client;
  const reading = startLoad({ url, token, perSecond: 20, requests: reads });
  const writing = startWriting(client, 1);
  onTestFinished(async () => {
    await Promise.all([reading.stop(), writing.stop()]);
    await fake.close();
  });
  const run = await startRun(client, llmConfig);
  const following = followRun(client, run.stream);
  await waitForRun(client, run.id, (now) => stepsDone(now) >= 1, 120_000);
  return {
    async end() {
      const [read, written] = await Promise.all([reading.stop(), writing.stop()]);
      const ended = await waitForRun(client, run.id, hasEnded, 200_000);
      const { unfinished } = await untilAllEnded(client, written.accepted);
      const audit = await writing.audit();
      const { events: seen } = await following;
      const whole = await readSome(client, run.stream, null, Number.POSITIVE_INFINITY);
      const events = compareEvents(seen, whole);
      return { read, written, audit, ended, unfinished, events, repeated: repeatedCalls(fake) };
    },
  };
}
export type BusyResult = Awaited<ReturnType<Awaited<ReturnType<typeof startBusyStack>>['end']>>;

/** What holds whichever service was away: everything accepted is there once and was done, nothing seen is missing, no call is paid twice. */
export function expectNothingLost({ audit, ended, unfinished, events, repeated }: BusyResult): void {
  expect(audit).toEqual({ lost: 0, doubled: 0 });
  expect([ended.status, ended.failure]).toEqual(['succeeded', null]);
  expect(unfinished).toBe(0);
  expect(events).toMatchObject({ lost: 0, doubled: 0 });
  expect(repeated).toBe(0);
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** The part of a line in the table that is the same for every fault. */
export const countedBusy = ({ read, written, events, repeated }: BusyResult) => ({
  requests: { sent: read.sent, failed: read.failed },
  events: { lost: events.lost, doubled: events.doubled },
  repeatedCalls: repeated,
  notes: [
    `reads: p99 ${seconds(read.p99Ms)}, slowest ${seconds(read.maxMs)}`,
    `${written.accepted.length} of ${written.sent} writes accepted, slowest ${seconds(written.slowestMs)}, none lost or doubled`,
    ...Object.entries(written.refused).map(([kind, count]) => `${count} × ${kind}`),
  ].join('; '),
});
