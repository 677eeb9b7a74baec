import type { RunEvent } from '@sagacity/contracts/events';
import type { Run, RunConfig, RunStep } from '@sagacity/contracts/runs';
import { facts, instruments } from './stub-market.ts';
import { decisionOf } from './stub-report.ts';

const none = { calls: 0, inputTokens: 0, outputTokens: 0, cost: 0 };
const rounds = [
  [1, 1],
  [1, 1],
  [1, 2],
  [2, 2],
  [3, 3],
] as const;

function planOf(config: RunConfig): RunStep[] {
  const steps: RunStep[] = [];
  const add = (agent: string, lane: RunStep['lane'], round: number, after: string[]) => {
    const id = round === 1 ? agent : `${agent}-${round}`;
    steps.push({
      id,
      agent,
      lane,
      round,
      after,
      state: 'waiting',
      startedAt: null,
      finishedAt: null,
      usage: null,
      model: null,
      reason: null,
    });
    return id;
  };
  const first = config.analysts.map((analyst) => add(analyst, 'analysts', 1, []));
  const [debates, risks] = rounds[config.depth - 1]!;
  let last = first;
  for (let round = 1; round <= debates; round++) {
    const bull = add('bull', 'debate', round, last);
    last = [add('bear', 'debate', round, [...last, bull])];
  }
  last = [add('research-manager', 'manager', 1, last)];
  last = [add('trader', 'trader', 1, last)];
  for (let round = 1; round <= risks; round++) {
    const a = add('aggressive', 'risk', round, last);
    const c = add('conservative', 'risk', round, [a]);
    last = [add('neutral', 'risk', round, [c])];
  }
  add('risk-manager', 'decision', 1, last);
  return steps;
}

export const runs: Run[] = [];
export const logs = new Map<string, { offset: string; at: string; event: RunEvent }[]>();
export const followers = new Set<(stream: string) => void>();

function append(run: Run, event: RunEvent) {
  const log = logs.get(run.stream) ?? [];
  logs.set(run.stream, log);
  log.push({ offset: String(log.length + 1).padStart(8, '0'), at: new Date().toISOString(), event });
  for (const follower of followers) follower(run.stream);
}

export function newRun(
  instrument: string,
  config: RunConfig & { asOf: string },
  id: string,
  createdAt = new Date().toISOString(),
): Run {
  const run: Run = {
    id,
    ownerId: 'a1',
    ownerName: 'admin',
    instrument: instruments.find((item) => item.id === instrument) ?? instruments[0]!,
    config,
    status: 'pending',
    steps: planOf(config),
    progressPct: 0,
    remainingMs: null,
    usage: { ...none },
    createdAt,
    startedAt: null,
    finishedAt: null,
    failure: null,
    decision: null,
    stream: `run:${id}`,
  };
  runs.unshift(run);
  append(run, { type: 'run-queued', runId: id });
  return run;
}

export function finish(run: Run, status: Run['status']) {
  const at = new Date(Date.parse(run.createdAt) + 74_000).toISOString();
  run.status = status;
  run.startedAt ??= run.createdAt;
  run.finishedAt = at;
  if (status === 'succeeded') {
    for (const step of run.steps)
      Object.assign(step, { state: 'done', startedAt: run.createdAt, finishedAt: at });
    run.progressPct = 100;
    run.decision = decisionOf(run);
  }
}

const sentence = {
  en: 'The averages are in rising order and the slope of the long one is positive; volume confirmed the last advance. ',
  zh: '均线多头排列，长期均线斜率为正，成交量确认了最近的上涨。',
};

/** Plays a run: every `tickMs` something happens, until it ends or `stopAfter` steps are done. */
export async function play(run: Run, tickMs: number, stopAfter = Number.POSITIVE_INFINITY, failAt = -1) {
  const wait = () => new Promise((resolve) => setTimeout(resolve, tickMs));
  run.status = 'running';
  run.startedAt = new Date().toISOString();
  append(run, { type: 'run-started', runId: run.id, steps: structuredClone(run.steps) });
  append(run, {
    type: 'run-snapshot-frozen',
    runId: run.id,
    snapshotHash: 'b3c1',
    asOf: run.config.asOf,
    facts: 86,
    gaps: 2,
  });
  const llm = run.config.engine === 'llm';
  for (const [index, step] of run.steps.entries()) {
    if (run.status !== 'running') return;
    Object.assign(step, {
      state: 'running',
      startedAt: new Date().toISOString(),
      model: llm ? 'deepseek/deepseek-chat' : null,
    });
    append(run, { type: 'run-step-started', runId: run.id, step: { ...step } });
    let text = '';
    for (let piece = 0; piece < 6; piece++) {
      await wait();
      text += sentence[run.config.language];
      append(run, {
        type: 'run-step-text',
        runId: run.id,
        stepId: step.id,
        attempt: 1,
        text: sentence[run.config.language],
      });
    }
    if (index >= stopAfter) return;
    const usage = { calls: 1, inputTokens: 3200, outputTokens: 640, cost: llm ? 0.0124 : 0 };
    if (index === failAt) {
      const failure = {
        code: 'UPSTREAM_FAILED',
        message: 'deepseek answered 500 three times; no fallback model is configured',
      };
      Object.assign(step, {
        state: 'failed',
        finishedAt: new Date().toISOString(),
        reason: failure.message,
        usage,
      });
      append(run, { type: 'run-step-finished', runId: run.id, step: { ...step }, text, factIds: [], usage });
      Object.assign(run, { status: 'failed', failure, finishedAt: new Date().toISOString() });
      append(run, { type: 'run-failed', runId: run.id, failure, usage: run.usage });
      return;
    }
    Object.assign(step, { state: 'done', finishedAt: new Date().toISOString(), usage });
    for (const key of ['calls', 'inputTokens', 'outputTokens', 'cost'] as const) run.usage[key] += usage[key];
    run.progressPct = ((index + 1) / run.steps.length) * 100;
    run.remainingMs = (run.steps.length - index - 1) * tickMs * 6;
    append(run, {
      type: 'run-step-finished',
      runId: run.id,
      step: { ...step },
      text,
      factIds: facts.slice(0, 9).map(({ id }) => id),
      usage,
    });
  }
  finish(run, 'succeeded');
  run.finishedAt = new Date().toISOString();
  append(run, { type: 'run-succeeded', runId: run.id, usage: run.usage });
}

export function cancel(run: Run) {
  run.status = 'cancelled';
  run.finishedAt = new Date().toISOString();
  append(run, { type: 'run-cancelled', runId: run.id, usage: run.usage });
}
