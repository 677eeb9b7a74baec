import { randomInt } from 'node:crypto';
import type { Run, RunSummary } from '@sagacity/contracts/runs';
import { type ApiClient, ApiFailure } from '../api-client.ts';
import { hasEnded } from '../llm-run.ts';
import { until } from './until.ts';

export interface WrittenRuns {
  readonly sent: number;
  /** Ids of the runs that were answered with success. */
  readonly accepted: readonly string[];
  /** How often each refusal was seen, `503 STORE_UNAVAILABLE` for one. */
  readonly refused: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  /** The longest time in which no write was answered with success, from the start to `stop`. */
  readonly stallMs: number;
  /** Begin and end of each refused write, on the clock of `performance`. */
  readonly refusedFromTo: ReadonlyArray<readonly [fromMs: number, toMs: number]>;
}

export interface RunAudit {
  /** Accepted and not there. */
  readonly lost: number;
  /** There more than once. */
  readonly doubled: number;
}

/** Starts small runs at a constant rate, whether earlier ones were answered or not; each carries a number that tells it from all others. */
export function startWriting(client: ApiClient, perSecond = 1) {
  const first = randomInt(1_000_000, 1_000_000_000);
  const accepted: string[] = [];
  const refused: Record<string, number> = {};
  const refusedFromTo: [number, number][] = [];
  const open = new Set<Promise<void>>();
  let sent = 0;
  let slowestMs = 0;
  let stallMs = 0;
  let answeredAtMs = performance.now();

  const note = () => {
    stallMs = Math.max(stallMs, performance.now() - answeredAtMs);
    answeredAtMs = performance.now();
  };
  const writeOne = async (number: number) => {
    const beganMs = performance.now();
    const config = { depth: 1, analysts: ['market' as const], budget: { maxTokens: number } };
    try {
      accepted.push((await client.call('createRun', { body: { instrument: 'DEMO:NEBULA', config } })).id);
      note();
    } catch (error) {
      const kind = error instanceof ApiFailure ? `${error.status} ${error.code}` : 'no answer';
      refused[kind] = (refused[kind] ?? 0) + 1;
      refusedFromTo.push([beganMs, performance.now()]);
    }
    slowestMs = Math.max(slowestMs, performance.now() - beganMs);
  };
  const timer = setInterval(() => {
    const one = writeOne(first + sent++).finally(() => open.delete(one));
    open.add(one);
  }, 1_000 / perSecond);

  return {
    accepted: () => accepted.length,
    async stop(): Promise<WrittenRuns> {
      clearInterval(timer);
      await Promise.all(open);
      note();
      const times = { slowestMs: Math.round(slowestMs), stallMs: Math.round(stallMs) };
      return { sent, accepted, refused, refusedFromTo, ...times };
    },
    /** Looks all runs over for what was written; after `stop`. */
    async audit(): Promise<RunAudit> {
      const stored = await readNewest(client, sent);
      const numbers = stored.map(({ config }) => config.budget.maxTokens - first);
      const own = numbers.filter((number) => number >= 0 && number < sent);
      const there = new Set(stored.map(({ id }) => id));
      return {
        lost: accepted.filter((id) => !there.has(id)).length,
        doubled: own.length - new Set(own).size,
      };
    },
  };
}

/** Resolves once all have ended; how many of them did not succeed. */
export async function untilAllEnded(
  client: ApiClient,
  ids: readonly string[],
): Promise<{ unfinished: number }> {
  let waiting = [...ids];
  let unfinished = 0;
  await until(
    'accepted runs have ended',
    async () => {
      const runs = await Promise.all(waiting.slice(0, 5).map((id) => getRun(client, id)));
      const ended = runs.filter(hasEnded);
      unfinished += ended.filter(({ status }) => status !== 'succeeded').length;
      waiting = waiting.filter((id) => !ended.some((run) => run.id === id));
      return waiting.length === 0;
    },
    { timeoutMs: 200_000, everyMs: 200 },
  );
  return { unfinished };
}

const getRun = (client: ApiClient, id: string): Promise<Run> => client.call('getRun', { params: { id } });

/** The newest runs, `count` and some more, so that one written twice shows. */
async function readNewest(client: ApiClient, count: number): Promise<RunSummary[]> {
  const found: RunSummary[] = [];
  for (let after: string | null = null; ; ) {
    const query: { limit: number; after?: string } = { limit: 200, ...(after && { after }) };
    const { items, next } = await client.call('listRuns', { query });
    found.push(...items);
    if (!next || found.length > count + 200) return found;
    after = next;
  }
}
