import * as prompts from '@clack/prompts';
import { readSettings } from '@sagacity/operations/deploy/settings/read-settings';
import { planDown } from '@sagacity/operations/deploy/stack/plan-down';
import { refuseForeign } from '@sagacity/operations/deploy/stack/refuse-foreign';
import { listContainers } from '@sagacity/operations/docker/list-containers';
import { listVolumes } from '@sagacity/operations/docker/list-volumes';
import type { RegisterCommand } from '../../register-command.ts';
import { type DeployOptions, deployCommand, directoryOf, lockOf } from './deploy-options.ts';
import { runPlan } from './run-plan.ts';

type DownOptions = DeployOptions & { readonly volumes?: boolean; readonly confirm?: string };

export const deployDown: RegisterCommand = (program) => {
  deployCommand(program, 'down', { plans: true })
    .description('Stop and remove the containers; the data stays')
    .option('--volumes', 'delete all data too; asks for the name of the installation')
    .option('--confirm <name>', 'the name of the installation, in place of being asked')
    .action(async (options: DownOptions) => {
      const dir = directoryOf(options);
      await using _lock = await lockOf(options, 'down');
      const settings = readSettings(dir);
      const project = settings.COMPOSE_PROJECT_NAME;
      const containers = await listContainers(project);
      refuseForeign({ dir, settings, containers });
      const held = await listVolumes(project);
      const volumes = options.volumes === true;
      const confirmed = options.dryRun
        ? project
        : (options.confirm ?? (volumes ? await askName(project, held, options) : undefined));
      const plan = planDown({ project, volumes, confirmed, held, containers });
      await runPlan(plan, { ...options, dir, project });
    });
};

async function askName(
  project: string,
  held: readonly string[],
  { json }: DownOptions,
): Promise<string | undefined> {
  if (!process.stdin.isTTY || !process.stdout.isTTY || json) return undefined;
  process.stdout.write(`This deletes for good:\n${held.map((name) => `  ${name}\n`).join('')}`);
  const answer = await prompts.text({
    message: `Type the name of the installation to delete its data (${project})`,
  });
  return prompts.isCancel(answer) ? undefined : answer;
}
