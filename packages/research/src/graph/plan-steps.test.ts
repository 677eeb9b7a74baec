import { analystIds } from '@sagacity/contracts/runs';
import { describe, expect, it } from 'vitest';
import { planSteps } from './plan-steps.ts';

const plan = (depth: number, analysts: readonly string[] = analystIds) =>
  planSteps({ depth, analysts: [...analysts] as (typeof analystIds)[number][], language: 'en' });
const ids = (depth: number) => plan(depth).map(({ id }) => id);

describe('planSteps', () => {
  it.each([
    [1, 1, 1],
    [2, 1, 1],
    [3, 1, 2],
    [4, 2, 2],
    [5, 3, 3],
  ])('gives depth %i %i debate and %i risk rounds', (depth, debate, risk) => {
    const agents = plan(depth).map(({ agent }) => agent);
    expect(agents.filter((agent) => agent === 'bear')).toHaveLength(debate);
    expect(agents.filter((agent) => agent === 'neutral')).toHaveLength(risk);
    expect(agents).toHaveLength(7 + 2 * debate + 3 * risk);
  });

  it('lets all voices of a round speak at once, and everybody wait for what they read', () => {
    const after = Object.fromEntries(plan(4).map((step) => [step.id, step.after]));
    for (const analyst of analystIds) expect(after[analyst]).toEqual([]);
    expect(after).toMatchObject({
      bull: [...analystIds],
      bear: [...analystIds],
      'bull-2': ['bull', 'bear'],
      'bear-2': ['bull', 'bear'],
      'research-manager': ['bull-2', 'bear-2'],
      trader: ['research-manager'],
      aggressive: ['trader'],
      conservative: ['trader'],
      neutral: ['trader'],
      'aggressive-2': ['aggressive', 'conservative', 'neutral'],
      'conservative-2': ['aggressive', 'conservative', 'neutral'],
      'neutral-2': ['aggressive', 'conservative', 'neutral'],
      'risk-manager': ['aggressive-2', 'conservative-2', 'neutral-2'],
    });
  });

  it.each([
    [1, 6],
    [3, 7],
    [5, 10],
  ])('makes depth %i %i calls deep', (depth, calls) => {
    const deep = new Map<string, number>();
    for (const { id, after } of plan(depth))
      deep.set(id, 1 + Math.max(0, ...after.map((before) => deep.get(before) ?? 0)));
    expect(Math.max(...deep.values())).toBe(calls);
  });

  it('has unique ids in an order in which each step comes after those it waits for', () => {
    const seen = new Set<string>();
    for (const step of plan(5)) {
      expect(seen.has(step.id)).toBe(false);
      for (const id of step.after) expect(seen.has(id)).toBe(true);
      seen.add(step.id);
    }
    expect(ids(5).at(-1)).toBe('risk-manager');
  });

  it('skips the analysts that were not chosen, with a reason, and nobody waits for them', () => {
    const steps = plan(1, ['news']);
    const skipped = steps.filter(({ state }) => state === 'skipped');
    expect(skipped.map(({ id }) => id)).toEqual(['market', 'fundamentals', 'sentiment']);
    for (const { reason } of skipped) expect(reason).toMatch(/not chosen/);
    expect(steps.find(({ id }) => id === 'bull')?.after).toEqual(['news']);
  });
});
