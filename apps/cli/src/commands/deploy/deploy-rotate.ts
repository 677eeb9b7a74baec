import { prepareRotate } from '@sagacity/operations/deploy/rotate/prepare-rotate';
import { listUnfinished } from '@sagacity/operations/deploy/rotate/rotation';
import type { RegisterCommand } from '../../register-command.ts';
import { type DeployOptions, deployCommand, directoryOf, lockOf, wholeNumber } from './deploy-options.ts';
import { runPlan } from './run-plan.ts';

type RotateOptions = DeployOptions & {
  readonly dropOld?: boolean;
  readonly lost?: boolean;
  readonly force?: boolean;
  readonly timeout: number;
};

const help = `
Programs accept the old and the new one while they are replaced one after the other, so that no request fails and nobody
is signed out. A command that was interrupted or killed is given again, and goes on. Several at a time take no longer.

Examples:
  sagacity deploy rotate signing encryption redis mongodb
  sagacity deploy rotate signing --drop-old
  sagacity deploy rotate encryption --lost     (its file was emptied or is gone)`;

export const deployRotate: RegisterCommand = (program) => {
  deployCommand(program, 'rotate', { plans: true })
    .description('Another secret in place of the one in use, without a failed request')
    .argument('<secret...>', 'signing encryption redis mongodb certificates')
    .option('--drop-old', 'signing: accept sessions of the present key alone')
    .option('--force', 'with --drop-old: although sessions of the old key may be left, which it signs out')
    .option('--lost', 'the old one is gone: a new one at once, with what that costs')
    .option('--timeout <seconds>', 'how long each new container may take to become healthy', wholeNumber, 120)
    .addHelpText('after', help)
    .action(async (names: string[], options: RotateOptions) => {
      const dir = directoryOf(options);
      await using _lock = await lockOf(options, 'rotate');
      const { dropOld = false, lost = false, force = false, timeout } = options;
      const { stack, plan } = await prepareRotate({
        dir,
        names,
        dropOld,
        lost,
        force,
        timeoutMs: timeout * 1000,
      });
      const result = () => ({ rotated: names, unfinished: listUnfinished(dir), notes: plan.notes });
      await runPlan(plan, { ...options, dir, project: stack.project, result });
    });
};
