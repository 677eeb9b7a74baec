import { runChecks } from '@sagacity/operations/deploy/checks/run-checks';
import { readSettings } from '@sagacity/operations/deploy/settings/read-settings';
import { findFirstPassword } from '@sagacity/operations/deploy/stack/find-first-password';
import { prepareUp } from '@sagacity/operations/deploy/stack/prepare-up';
import { readStatus } from '@sagacity/operations/deploy/stack/read-status';
import colors from 'picocolors';
import type { RegisterCommand } from '../../register-command.ts';
import { printFindings, refuseFaults } from './deploy-check.ts';
import { type DeployOptions, deployCommand, directoryOf, lockOf, wholeNumber } from './deploy-options.ts';
import { runPlan } from './run-plan.ts';

type UpOptions = DeployOptions & {
  readonly build?: boolean;
  readonly force?: boolean;
  readonly timeout: number;
};

const help = `
Each stage has to be healthy before the next starts; when one is not, its last log lines are printed and what runs
is left running. A new image or setting reaches backend and worker one container after the other, without a gap.`;

export const deployUp: RegisterCommand = (program) => {
  deployCommand(program, 'up', { plans: true })
    .description('Start everything, or bring what runs to what the files say')
    .option('--build', 'build the images again, even when they are there')
    .option('--force', 'start although a check finds a fault, such as a name that only others resolve')
    .option('--timeout <seconds>', 'how long each stage may take to become healthy', wholeNumber, 300)
    .addHelpText('after', help)
    .action(async (options: UpOptions) => {
      const dir = directoryOf(options);
      await using _lock = await lockOf(options, 'up');
      readSettings(dir); // before init there is nothing to start
      const findings = await runChecks(dir);
      const bad = findings.filter(({ level }) => level !== 'ok');
      printFindings(bad, process.stderr);
      if (!options.force) refuseFaults(findings.filter(({ mendedBy }) => mendedBy !== 'up'));
      const { stack, plan } = await prepareUp({
        dir,
        build: options.build === true,
        timeoutMs: options.timeout * 1000,
      });
      await runPlan(plan, { ...options, dir, project: stack.project, result: () => readStatus(dir) });
      if (options.dryRun || options.json) return;
      process.stdout.write(`\naddress     ${colors.bold(stack.settings.PUBLIC_URL)}\n`);
      const file = await findFirstPassword(dir, stack.project);
      if (file !== null) process.stdout.write(`sign in as  admin, with the password in ${file}\n`);
    });
};
