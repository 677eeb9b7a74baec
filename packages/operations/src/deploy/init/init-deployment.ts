import type { ExecuteContext } from '../execute-context.ts';
import { executeStep } from '../execute-step.ts';
import { type InitInput, type InitPlan, planInit } from './plan-init.ts';

/** Sets a directory up: settings, secrets, certificate, configuration. Doing it again changes nothing. Errors as `planInit`. */
export async function initDeployment(
  input: InitInput,
  say: ExecuteContext['say'] = () => undefined,
): Promise<InitPlan> {
  const plan = await planInit(input);
  const context = { dir: input.dir, project: plan.settings.COMPOSE_PROJECT_NAME, say };
  for (const step of plan.steps) await executeStep(step, context);
  return plan;
}
