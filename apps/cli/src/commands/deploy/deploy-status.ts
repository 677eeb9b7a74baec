import { AppError } from '@sagacity/kernel';
import {
  type ContainerStatus,
  listStopped,
  readStatus,
  type StackStatus,
} from '@sagacity/operations/deploy/stack/read-status';
import colors from 'picocolors';
import { printJson } from '../../print-json.ts';
import type { RegisterCommand } from '../../register-command.ts';
import { type DeployOptions, deployCommand, directoryOf } from './deploy-options.ts';
import { printTable } from './print-table.ts';

export const deployStatus: RegisterCommand = (program) => {
  deployCommand(program, 'status', { plans: false })
    .description('What runs, how it is and what it takes; ends with an error when something is not healthy')
    .action(async (options: DeployOptions) => {
      const status = await readStatus(directoryOf(options));
      if (options.json) printJson(status);
      else printStatus(status);
      if (!status.isHealthy)
        throw new AppError(
          'NOT_READY',
          'not everything is healthy; see sagacity deploy logs, or start with sagacity deploy up',
        );
    });
};

function printStatus({ services, url, health, certificateDaysLeft, edgeRefusal }: StackStatus): void {
  const rows = services.flatMap(({ name, wanted, well, containers }) => {
    const count = `${well}/${wanted}`;
    const paint = wanted === 0 ? colors.yellow : well < wanted ? colors.red : String;
    if (containers.length === 0) return [[name, paint(count), colors.red('nothing'), '', '', '', '', '']];
    return containers.map((one, index) => [
      index === 0 ? name : '',
      index === 0 ? paint(count) : '',
      ...cellsOf(one),
    ]);
  });
  printTable(['service', 'well', 'state', 'version', 'restarts', 'up', 'processor', 'memory'], rows);
  const unwanted = services.filter(({ wanted }) => wanted === 0).map(({ name }) => name);
  if (unwanted.length > 0)
    process.stdout.write(`\n${unwanted.join(', ')}: switched off; sagacity deploy up takes it away\n`);
  const stopped = listStopped(services);
  if (stopped.length > 0)
    process.stdout.write(
      `\n${stopped.join(', ')}: stopped, and do not come back by themselves; sagacity deploy up starts them\n`,
    );
  const answer = health.isHealthy ? colors.green('healthy') : colors.red('not healthy');
  process.stdout.write(`\n${url}/health  ${answer}  ${health.said.slice(0, 160)}\n`);
  process.stdout.write(
    `certificate  ${certificateDaysLeft === null ? 'none' : `${certificateDaysLeft} ${certificateDaysLeft === 1 ? 'day' : 'days'} left`}\n`,
  );
  if (edgeRefusal !== null)
    process.stdout.write(colors.red(`nginx serves its last good copy: ${edgeRefusal}\n`));
}

function cellsOf(one: ContainerStatus): string[] {
  const state = one.health === 'none' ? one.state : one.state === 'running' ? one.health : one.state;
  const cpu = one.cpuPct === null ? '' : `${(one.cpuPct / 100).toFixed(2)} of ${one.cpuLimit || 'all'}`;
  const mib = (bytes: number) => Math.round(bytes / 2 ** 20);
  const memory =
    one.memoryBytes === null
      ? ''
      : `${mib(one.memoryBytes)} of ${one.memoryLimitBytes === 0 ? 'all' : mib(one.memoryLimitBytes)} MiB`;
  return [
    one.isWell ? colors.green(state) : colors.red(state),
    one.version ?? '',
    one.restarts === 0 ? '0' : colors.yellow(String(one.restarts)),
    one.state === 'running' ? sinceOf(one.startedAt) : '',
    cpu,
    memory,
  ];
}

/** `3 d`, `5 h`, `12 min`, `8 s`. */
function sinceOf(startedAt: string): string {
  const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(startedAt)) / 1000));
  const steps = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
  ] as const;
  const step = steps.find(([size]) => seconds >= size);
  return step ? `${Math.floor(seconds / step[0])} ${step[1]}` : `${seconds} s`;
}
