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

  it('lets the analysts start together and everybody else wait for what they read', () => {
    const after = Object.fromEntries(plan(4).map((step) => [step.id, step.after]));
    for (const analyst of analystIds) expect(after[analyst]).toEqual([]);
    expect(after).toMatchObject({
      bull: [...analystIds],
      bear: ['bull'],
      'bull-2': ['bear'],
      'bear-2': ['bull-2'],
      'research-manager': ['bear-2'],
      trader: ['research-manager'],
      aggressive: ['trader'],
      conservative: ['aggressive'],
      neutral: ['conservative'],
      'aggressive-2': ['neutral'],
      'risk-manager': ['neutral-2'],
    });
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
