import { planRestart } from '@sagacity/operations/deploy/stack/plan-restart';
import { readStack } from '@sagacity/operations/deploy/stack/read-stack';
import { refuseForeign } from '@sagacity/operations/deploy/stack/refuse-foreign';
import type { RegisterCommand } from '../../register-command.ts';
import { type DeployOptions, deployCommand, directoryOf, lockOf, wholeNumber } from './deploy-options.ts';
import { runPlan } from './run-plan.ts';

export const deployRestart: RegisterCommand = (program) => {
  deployCommand(program, 'restart', { plans: true })
    .description(
      'New containers in place of old ones; backend and worker one after the other, without a failed request',
    )
    .argument(
      '[service...]',
      'default: backend worker, which read config/sagacity.toml; others are away for a moment',
    )
    .option('--timeout <seconds>', 'how long each may take to become healthy', wholeNumber, 120)
    .action(async (services: string[], options: DeployOptions & { timeout: number }) => {
      const dir = directoryOf(options);
      await using _lock = await lockOf(options, 'restart');
      const stack = await readStack(dir);
      refuseForeign(stack);
      const plan = planRestart(stack, services, options.timeout * 1000);
      await runPlan(plan, { ...options, dir, project: stack.project });
    });
};
