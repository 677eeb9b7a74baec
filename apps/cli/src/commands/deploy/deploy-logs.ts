import { AppError } from '@sagacity/kernel';
import { showLogs } from '@sagacity/operations/deploy/stack/show-logs';
import { group } from '../../group.ts';
import type { RegisterCommand } from '../../register-command.ts';
import { directoryOf, wholeNumber } from './deploy-options.ts';

interface LogOptions {
  readonly dir: string;
  readonly follow?: boolean;
  readonly tail: number;
  readonly since?: string;
}

export const deployLogs: RegisterCommand = (program) => {
  group(program, 'deploy')
    .command('logs')
    .description('What the containers wrote, of all services or those named')
    .argument('[service...]', 'backend, worker, nginx, frontend, mongodb, redis …')
    .option('--dir <directory>', 'deployment directory, the root of a checkout', '.')
    .option('-f, --follow', 'go on until interrupted')
    .option('--tail <n>', 'last lines of each container', wholeNumber, 100)
    .option('--since <when>', 'a time such as 2026-11-23T10:00:00, or an age such as 30m')
    .action(async (services: string[], options: LogOptions) => {
      const code = await showLogs(directoryOf(options), { ...options, services });
      if (code !== 0) throw new AppError('UPSTREAM_FAILED', `docker compose logs ended with ${code}`);
    });
};
