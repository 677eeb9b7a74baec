import { expect, onTestFinished } from 'vitest';
import type { ApiClient } from '../api-client.ts';
import { hasEnded, llmConfig, startRun, stepsDone, waitForRun } from '../llm-run.ts';
import { readSome } from '../read-events.ts';
import { openFakeModels, repeatedCalls, slowModels } from './fake-models.ts';
import { compareEvents, followRun } from './follow-run.ts';
import { startLoad } from './load.ts';
import type { StackAddress } from './open-stack.ts';
import { startWriting, untilAllEnded } from './write-runs.ts';

const reads = ['/api/runs?limit=3', '/api/me', '/api/instruments?q=nebula'].map((path) => ({ path }));

interface Busyness {
  readonly writesPerSecond?: number;
  /** What a model takes to answer: a fault of longer than ten times this outlasts the run that is followed. */
  readonly modelMs?: number;
}

/**
 * The stack at work: reads at a constant rate, runs being started, and one run of slow models that a person follows. Resolves when that
 * run is under way; `end` waits until everything accepted has ended and says what was lost, doubled, repeated or refused.
 */
export async function startBusyStack(
  stack: StackAddress,
  client: ApiClient,
  { writesPerSecond = 1, modelMs = 700 }: Busyness = {},
) {
  const fake = await openFakeModels(stack, client, slowModels(modelMs));
  const { url, token } = client;
  const reading = startLoad({ url, token, perSecond: 20, requests: reads });
  const writing = startWriting(client, writesPerSecond);
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

/** No read fails but in one of these ways, and a write is answered with success or with a plain 503 that says that the store is away. */
export function expectOnlyClearRefusals({ read, written }: BusyResult, reads: readonly string[] = []): void {
  expect(Object.keys(read.failures).filter((kind) => !reads.includes(kind))).toEqual([]);
  expect(Object.keys(written.refused).filter((kind) => kind !== '503 STORE_UNAVAILABLE')).toEqual([]);
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const kindsOf = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).map(([kind, count]) => `${count} × ${kind}`);

/** The part of a line in the table that is the same for every fault. */
export const countedBusy = ({ read, written, audit, unfinished, events, repeated }: BusyResult) => ({
  requests: { sent: read.sent, failed: read.failed },
  events: { lost: events.lost, doubled: events.doubled },
  repeatedCalls: repeated,
  notes: [
    `reads: p99 ${seconds(read.p99Ms)}, slowest ${seconds(read.maxMs)}`,
    ...kindsOf(read.failures),
    `${written.accepted.length} of ${written.sent} writes accepted, slowest ${seconds(written.slowestMs)}`,
    ...kindsOf(written.refused),
    `of those accepted ${audit.lost} lost, ${audit.doubled} doubled, ${unfinished} not finished`,
  ].join('; '),
});
