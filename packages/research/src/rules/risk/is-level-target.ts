import type { Fact } from '@sagacity/contracts/facts';

/** Whether the plan's target is a level of the market; else it is a declared distance, and reward over risk a ratio of declared distances. */
export function isLevelTarget(facts: Iterable<Fact>): boolean {
  for (const { id, source } of facts)
    if (id === 'decision.plan-target') return source.inputs?.[0] !== 'market.close';
  return false;
}
