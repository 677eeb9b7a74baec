import { startServer } from '@sagacity/server/start-server';
import type { RegisterCommand } from '../register-command.ts';

export const serve: RegisterCommand = (program) => {
  program
    .command('serve')
    .description('Start the server: API, live events, web app and the worker that executes runs')
    .option('--role <role>', 'all, api (serves only) or worker (executes only); default: the configured one')
    .action(({ role }: { role?: string }) => startServer({ role }));
};
