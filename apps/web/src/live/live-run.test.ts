import type { RunEvent } from '@sagacity/contracts/events';
import type { RunStep } from '@sagacity/contracts/runs';
import { describe, expect, it } from 'vitest';
import { hear, type LoggedRunEvent, nothingHeard } from './live-run.ts';

const usage = { calls: 1, inputTokens: 10, outputTokens: 5, cost: 0.01 };
const step = (id: string, state: RunStep['state'] = 'waiting'): RunStep => ({
  id,
  agent: id,
  lane: 'analysts',
  round: 1,
  after: [],
  state,
  startedAt: null,
  finishedAt: null,
  usage: null,
  model: null,
  reason: null,
});
const log = (events: RunEvent[]): LoggedRunEvent[] =>
  events.map((event, index) => ({
    offset: String(index + 1).padStart(6, '0'),
    at: '2026-11-23T00:00:00.000Z',
    event,
  }));
const runId = 'r';
const text = (stepId: string, piece: string, attempt = 1): RunEvent => ({
  type: 'run-step-text',
  runId,
  stepId,
  attempt,
  text: piece,
});

function wholeRun(): LoggedRunEvent[] {
  const ids = ['market', 'news', 'bull', 'bear', 'trader'];
  const events: RunEvent[] = [
    { type: 'run-queued', runId },
    { type: 'run-started', runId, steps: ids.map((id) => step(id)) },
    { type: 'run-snapshot-frozen', runId, snapshotHash: 'h', asOf: '2026-11-20', facts: 80, gaps: 2 },
  ];
  for (const id of ids) {
    events.push({ type: 'run-step-started', runId, step: step(id, 'running') });
    for (let piece = 0; piece < 30; piece++) events.push(text(id, `${id}${piece} `));
    if (id !== 'bear') {
      events.push({
        type: 'run-step-finished',
        runId,
        step: step(id, 'done'),
        text: '',
        factIds: [`${id}.fact`],
        readings: [],
        usage,
      });
    }
  }
  events.push({ type: 'run-succeeded', runId, usage });
  return log(events);
}

describe('live run', () => {
  it('ends the same after 50 cuts at random places, with pieces delivered again', () => {
    const all = wholeRun();
    const uncut = hear(nothingHeard, all);
    let seed = 42;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    let state = nothingHeard;
    const readAfter = (offset: string | null) =>
      all.filter((entry) => offset === null || entry.offset > offset);
    for (let cut = 0; cut < 50; cut++) {
      const rest = readAfter(state.lastOffset);
      const delivered = rest.slice(0, random(8));
      const behind = Math.max(0, all.length - rest.length - random(5));
      const again = all.slice(behind, all.length - rest.length);
      state = hear(state, [...again, ...delivered]);
    }
    state = hear(state, readAfter(state.lastOffset));
    expect(state).toEqual(uncut);
    expect(state.seen.size).toBe(all.length);
    expect(state.texts.bear?.text.split(' ')).toHaveLength(31);
  });

  it('starts the text over with a new attempt and ignores a late piece of the old one', () => {
    const state = hear(
      nothingHeard,
      log([text('bull', 'old'), text('bull', 'new', 2), text('bull', 'late'), text('bull', '!', 2)]),
    );
    expect(state.texts.bull).toEqual({ attempt: 2, text: 'new!' });
  });

  it('puts what was not finished back to waiting when the run goes on', () => {
    const state = hear(
      nothingHeard,
      log([
        { type: 'run-started', runId, steps: [step('market'), step('bull')] },
        {
          type: 'run-step-finished',
          runId,
          step: step('market', 'done'),
          text: 'm',
          factIds: ['a'],
          readings: [],
          usage,
        },
        {
          type: 'run-step-finished',
          runId,
          step: step('bull', 'failed'),
          text: 'b',
          factIds: [],
          readings: [],
          usage,
        },
        { type: 'run-failed', runId, failure: { code: 'UPSTREAM_FAILED', message: 'gone' }, usage },
        { type: 'run-resumed', runId, finishedSteps: ['market'] },
      ]),
    );
    expect(state.status).toBe('running');
    expect(state.failure).toBeNull();
    expect(state.steps.map((item) => item.state)).toEqual(['done', 'waiting']);
    expect(Object.keys(state.texts)).toEqual(['market']);
  });

  it('keeps the reason of a failed run', () => {
    const failure = { code: 'BUDGET_EXCEEDED', message: 'cap' };
    const state = hear(nothingHeard, log([{ type: 'run-failed', runId, failure, usage }]));
    expect(state).toMatchObject({ status: 'failed', failure });
  });
});
