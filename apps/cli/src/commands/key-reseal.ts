import { loadConfig } from '@sagacity/features/config';
import { resealKeys } from '@sagacity/features/keys/index';
import { openKeys } from '@sagacity/platform/crypto/index';
import { group } from '../group.ts';
import { printJson } from '../print-json.ts';
import type { RegisterCommand } from '../register-command.ts';
import { withServices } from '../with-services.ts';

export const keyReseal: RegisterCommand = (program) => {
  group(program, 'key')
    .command('reseal')
    .description('Encrypt the stored vendor keys anew, under the first line of the encryption key')
    .option('--forget', 'remove those that no line opens; they are typed again in the settings')
    .option('--json', 'print JSON')
    .action(({ forget = false, json }: { forget?: boolean; json?: boolean }) =>
      withServices(
        async (ctx) => {
          const done = await resealKeys(ctx, openKeys(loadConfig()).encryption, { forget });
          if (json) return printJson(done);
          process.stdout.write(`${done.resealed} vendor keys encrypted anew\n`);
          for (const name of done.forgotten) process.stdout.write(`removed: ${name}\n`);
        },
        { anyKey: true },
      ),
    );
};
