import type { RunStep } from '@sagacity/contracts/runs';
import { isAppError } from '@sagacity/kernel';

/**
 * Runs a plan whose steps are each behind those they wait for: begins each as soon as all it waits for have ended. Once one failed, or the signal aborted, none begins any more and those under
 * way are told to stop. Rejects when all of them have ended: with the signal's reason, or the first failure that says what to do.
 */
export async function runPlan(
  steps: readonly RunStep[],
  runStep: (step: RunStep, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  const failures: unknown[] = [];
  const ended = new Map<string, Promise<void>>();
  const whenReady = async (step: RunStep) => {
    await Promise.all(step.after.map((id) => ended.get(id)));
    if (stop.aborted) return;
    try {
      await runStep(step, stop);
    } catch (error) {
      failures.push(error);
      failed.abort(error);
    }
  };
  for (const step of steps) if (step.state !== 'skipped') ended.set(step.id, whenReady(step));
  await Promise.all(ended.values());
  signal.throwIfAborted();
  if (failures.length > 0) throw failures.find((each) => isAppError(each)) ?? failures[0];
}
