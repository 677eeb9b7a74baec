import type { RunStep } from '@sagacity/contracts/runs';
import { AppError } from '@sagacity/kernel';
import { findAgent } from '../roster/index.ts';

const unbegun = { state: 'waiting', startedAt: null, finishedAt: null, usage: null, model: null } as const;

/** Left out by the plan, and not stopped on the way. */
const isLeftOut = ({ state, startedAt }: RunStep): boolean => state === 'skipped' && startedAt === null;

/**
 * The plan a run was stored with, nothing of it begun. It is executed as it stands, also by a version that would plan otherwise. Throws
 * CONFLICT when an agent of it is gone, or when a step waits for one that does not come before it.
 */
export function takePlan(steps: readonly RunStep[]): RunStep[] {
  const before = new Set<string>();
  return steps.map((step) => {
    if (isLeftOut(step)) return step;
    const { id, agent, after } = step;
    if (!findAgent(agent))
      throw new AppError(
        'CONFLICT',
        `The run was planned with the agent "${agent}", which this version does not have: start a new run.`,
        { agent, step: id },
      );
    const missing = after.filter((earlier) => !before.has(earlier));
    if (missing.length > 0 || before.has(id))
      throw new AppError('CONFLICT', `The plan of the run cannot be followed at "${id}": start a new run.`, {
        step: id,
        missing,
      });
    before.add(id);
    return { ...step, ...unbegun, reason: null };
  });
}
