import { describeConfig, loadConfig } from '@sagacity/features/config';
import { group } from '../group.ts';
import { printJson } from '../print-json.ts';
import type { RegisterCommand } from '../register-command.ts';

export const configShow: RegisterCommand = (program) => {
  group(program, 'config')
    .command('show')
    .description('Print the configuration in force, secrets redacted')
    .action(() => {
      printJson(describeConfig(loadConfig()));
    });
};
