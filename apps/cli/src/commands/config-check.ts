import { loadConfig } from '@sagacity/features/config';
import { group } from '../group.ts';
import type { RegisterCommand } from '../register-command.ts';

export const configCheck: RegisterCommand = (program) => {
  group(program, 'config')
    .command('check')
    .description('Read the configuration and report every fault with its path')
    .action(() => {
      loadConfig();
      process.stdout.write('the configuration has no faults\n');
    });
};
