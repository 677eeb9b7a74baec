import { sectionIds } from '@sagacity/contracts/reports';
import type { RunStep } from '@sagacity/contracts/runs';
import { systemClock } from '@sagacity/kernel';
import { expect, it, vi } from 'vitest';
import type { Engine } from '../roster/port.ts';
import { sampleSnapshot } from '../rules/fixtures/sample-snapshot.ts';
import { createRulesEngine } from '../rules/rules-engine.ts';
import { runResearch } from '../run-research.ts';
import { citeOnlyGround } from './fixtures/cite-only-ground.ts';
import { mapStore } from './fixtures/map-store.ts';
import { taskOf } from './fixtures/task-of.ts';

const today = taskOf({ depth: 3 });
const rules = createRulesEngine();
const gather = vi.fn(async () => sampleSnapshot());

/** Executes a plan: what thought in which order, and what each read of the others. */
async function execute(steps: readonly RunStep[], store = mapStore(), failAt?: string) {
  const thought: string[] = [];
  const read = new Map<string, string[]>();
  const engine: Engine = {
    id: 'rules',
    async think(agent, view, io) {
      if (io.stepId === failAt) throw new Error('down');
      thought.push(io.stepId);
      read.set(io.stepId, [...view.read.keys()]);
      return rules.think(agent, view, io);
    },
  };
  const deps = { store, engine, gather, ground: citeOnlyGround, emit: () => {}, clock: systemClock };
  const report = runResearch(deps, { ...today, steps });
  return { report: await report.catch((error: unknown) => error as Error), thought, read };
}

/** As versions planned in which the voices of a round spoke one after another. */
const oneByOne = (): RunStep[] => {
  const chain = ['bull', 'bear', 'research-manager', 'trader'];
  for (const round of ['', '-2'])
    for (const voice of ['aggressive', 'conservative', 'neutral']) chain.push(voice + round);
  chain.push('risk-manager');
  return today.steps.map((step) => {
    const earlier = chain[chain.indexOf(step.id) - 1];
    return earlier ? { ...step, after: [earlier] } : step;
  });
};
/** As if an agent had never been: nobody of it waits for it. */
const without = (agent: string): RunStep[] =>
  today.steps
    .filter((step) => step.agent !== agent)
    .map((step) => ({ ...step, after: step.after.filter((id) => id !== agent) }));

it('executes the plan a run was stored with, and not the one it would get today', async () => {
  const plan = oneByOne();
  const { report, thought, read } = await execute(plan);
  expect(report).toMatchObject({ decision: { kind: 'rated' } });
  expect(thought.slice(4)).toEqual(plan.slice(4).map(({ id }) => id));
  expect(read.get('bear')).toContain('bull-case');
  expect(read.get('neutral')).toEqual(expect.arrayContaining(['aggressive-view', 'conservative-view']));
  expect((await execute(today.steps)).read.get('bear')).not.toContain('bull-case');
});

it('goes on with a plan of another version after the last finished step', async () => {
  const store = mapStore();
  const first = await execute(oneByOne(), store, 'conservative-2');
  expect(first.report).toBeInstanceOf(Error);
  const stored = oneByOne().map((step): RunStep => {
    const at = '2026-11-30T00:00:00.000Z';
    if (first.thought.includes(step.id)) return { ...step, state: 'done', startedAt: at, finishedAt: at };
    return step.id === 'conservative-2' ? { ...step, state: 'failed', startedAt: at, reason: 'down' } : step;
  });
  const second = await execute(stored, store);
  expect(second.report).toMatchObject({ decision: { kind: 'rated' } });
  expect(second.thought).toEqual(['conservative-2', 'neutral-2', 'risk-manager']);
});

it('finishes a plan that is older than an agent, without what that agent would have written', async () => {
  const { report, thought } = await execute(without('sentiment'));
  expect(thought).not.toContain('sentiment');
  expect(report).toMatchObject({ decision: { kind: 'rated' } });
  const sections = 'sections' in report ? report.sections.map(({ id }) => id) : [];
  expect(sections).toEqual(sectionIds.filter((id) => id !== 'sentiment'));
});

it.each([
  [
    'an agent that is gone',
    (step: RunStep) => ({ ...step, agent: 'astrologer' }),
    /agent "astrologer", which this version/,
  ],
  [
    'a step that waits for none of the plan',
    (step: RunStep) => ({ ...step, after: ['nobody'] }),
    /followed at "trader"/,
  ],
  [
    'a step that waits for itself',
    (step: RunStep) => ({ ...step, after: ['trader'] }),
    /followed at "trader"/,
  ],
])('refuses a plan with %s, says why, and asks for no data', async (_what, spoil, reason) => {
  gather.mockClear();
  const { report, thought } = await execute(
    today.steps.map((step) => (step.id === 'trader' ? spoil(step) : step)),
  );
  expect(report).toMatchObject({ code: 'CONFLICT', message: expect.stringMatching(reason) });
  expect(thought).toEqual([]);
  expect(gather).not.toHaveBeenCalled();
});

it('finishes a plan that left out an agent which is gone since', async () => {
  const leftOut: RunStep = {
    ...today.steps[0]!,
    id: 'astrologer',
    agent: 'astrologer',
    state: 'skipped',
    reason: 'not chosen',
  };
  const { report, thought } = await execute([leftOut, ...today.steps]);
  expect(report).toMatchObject({ decision: { kind: 'rated' } });
  expect(thought).not.toContain('astrologer');
});
