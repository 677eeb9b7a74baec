import { parseScale, planScale } from '@sagacity/operations/deploy/stack/plan-scale';
import { readStack } from '@sagacity/operations/deploy/stack/read-stack';
import { refuseForeign } from '@sagacity/operations/deploy/stack/refuse-foreign';
import type { RegisterCommand } from '../../register-command.ts';
import { type DeployOptions, deployCommand, directoryOf, lockOf, wholeNumber } from './deploy-options.ts';
import { runPlan } from './run-plan.ts';

export const deployScale: RegisterCommand = (program) => {
  deployCommand(program, 'scale', { plans: true })
    .description('More or fewer replicas of backend and worker, without a failed request; kept for later')
    .argument('<service=count...>', 'backend=3 worker=4')
    .option('--timeout <seconds>', 'how long new replicas may take to become healthy', wholeNumber, 120)
    .action(async (words: string[], options: DeployOptions & { timeout: number }) => {
      const dir = directoryOf(options);
      await using _lock = await lockOf(options, 'scale');
      const wanted = parseScale(words);
      const stack = await readStack(dir);
      refuseForeign(stack);
      const plan = planScale(stack, wanted, options.timeout * 1000);
      const result = () => ({ replicas: Object.fromEntries(wanted) });
      await runPlan(plan, { ...options, dir, project: stack.project, result });
      if (!options.dryRun && !options.json)
        process.stdout.write(`${[...wanted].map((pair) => pair.join('=')).join(' ')}\n`);
    });
};
