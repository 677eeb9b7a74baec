import type { RunStep } from '@sagacity/contracts/runs';
import { agentOf } from '@sagacity/research';
import type { ModelFor } from '@sagacity/research/models/index';

/** What one call is supposed to take; an assumption, no measurement. The budget, not the estimate, bounds a run. */
const inputTokensPerCall = 6_000;
const outputTokensPerCall = 1_500;
/** Supposed too: one answer and, for some, a second one after a repair or a tool. */
const callsPerStep = 1.5;

/** Calls, tokens and USD a run of these steps is likely to take; zeros for `rules`, which asks no model. */
export function estimateResearch(
  steps: readonly RunStep[],
  models: { chain: (tier: 'quick' | 'deep') => readonly string[]; modelFor: ModelFor } | null,
): { calls: number; cost: number; tokens: number; steps: number } {
  const working = steps.filter(({ state }) => state !== 'skipped');
  if (!models) return { calls: 0, cost: 0, tokens: 0, steps: working.length };
  const calls = Math.ceil(working.length * callsPerStep);
  const cost = working.reduce((sum, { agent }) => {
    const [ref] = models.chain(agentOf(agent).tier);
    const { price } = models.modelFor(ref as string); // a chain is never empty
    const perCall = inputTokensPerCall * price.inputPerMillion + outputTokensPerCall * price.outputPerMillion;
    return sum + (callsPerStep * perCall) / 1e6;
  }, 0);
  return { calls, cost, tokens: calls * (inputTokensPerCall + outputTokensPerCall), steps: working.length };
}
