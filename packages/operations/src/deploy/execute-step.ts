import { messageOf } from '@sagacity/kernel';
import { executeAction } from './execute-action.ts';
import type { ExecuteContext } from './execute-context.ts';
import type { Step } from './plan.ts';

/** Does the actions of a step in order. When one fails, the step's way back is gone first; the failure is thrown all the same. */
export async function executeStep(step: Step, context: ExecuteContext): Promise<void> {
  try {
    for (const action of step.actions) await executeAction(action, context);
  } catch (error) {
    for (const action of step.onFailure ?? [])
      await executeAction(action, { ...context, signal: undefined }).catch((undoError: unknown) =>
        context.say(`the way back failed too: ${messageOf(undoError)}`),
      );
    throw error;
  }
}
