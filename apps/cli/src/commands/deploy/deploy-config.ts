import { availableParallelism } from 'node:os';
import { isRunning } from '@sagacity/operations/deploy/is-running';
import { readSettings } from '@sagacity/operations/deploy/settings/read-settings';
import { planRender } from '@sagacity/operations/deploy/stack/plan-render';
import { refuseForeign } from '@sagacity/operations/deploy/stack/refuse-foreign';
import { listContainers } from '@sagacity/operations/docker/list-containers';
import { orWithoutEngine } from '@sagacity/operations/docker/or-without-engine';
import { renderSwarmStack } from '@sagacity/operations/swarm/render-swarm-stack';
import colors from 'picocolors';
import { group } from '../../group.ts';
import type { RegisterCommand } from '../../register-command.ts';
import { type DeployOptions, directoryOf, lockOf, withOptions } from './deploy-options.ts';
import { runPlan } from './run-plan.ts';

const paint = (line: string) =>
  line.startsWith('+') ? colors.green(line) : line.startsWith('-') ? colors.red(line) : colors.dim(line);

export const deployConfig: RegisterCommand = (program) => {
  const config = group(program, 'deploy')
    .command('config')
    .description('Files that follow from .env and secrets/');
  withOptions(config.command('render'), { plans: true })
    .description(
      'Write them again; a new nginx.conf is tested in the running nginx before it replaces the old one',
    )
    .action(async (options: DeployOptions) => {
      const dir = directoryOf(options);
      await using _lock = await lockOf(options, 'config render');
      const settings = readSettings(dir);
      const project = settings.COMPOSE_PROJECT_NAME;
      const containers = await orWithoutEngine(listContainers(project), []);
      refuseForeign({ dir, settings, containers });
      const plan = await planRender(dir, availableParallelism(), isRunning(containers, 'nginx'));
      const stream = options.json ? process.stderr : process.stdout;
      for (const { path, diff } of plan.changes) {
        const why = diff === null ? ' (a secret, not shown)' : diff.length === 0 ? ' (its mode)' : '';
        stream.write(`${colors.bold(path)}${why}\n`);
        for (const line of diff ?? []) stream.write(`  ${paint(line)}\n`);
      }
      const result = () => ({ changed: plan.changes.map(({ path }) => path), notes: plan.notes });
      await runPlan(plan, { ...options, dir, project, result });
      if (plan.changes.length === 0 && !options.json && !options.dryRun) process.stdout.write('unchanged\n');
    });
  config
    .command('swarm')
    .description('Print the deployment as a stack file for `docker stack deploy`')
    .option('--dir <directory>', 'deployment directory, the root of a checkout', '.')
    .action(async (options: DeployOptions) => {
      process.stdout.write(await renderSwarmStack(directoryOf(options)));
    });
};
