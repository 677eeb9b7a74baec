import { type Role, roles } from '@sagacity/contracts/accounts';
import { createAccount } from '@sagacity/features/accounts/index';
import { Option } from 'commander';
import { group } from '../group.ts';
import type { RegisterCommand } from '../register-command.ts';
import { withServices } from '../with-services.ts';

export const userAdd: RegisterCommand = (program) => {
  group(program, 'user')
    .command('add')
    .description('Create an account; prints its one-time password')
    .argument('<name>')
    .addOption(new Option('--role <role>').choices(roles).default('researcher'))
    .action((name: string, { role }: { role: Role }) =>
      withServices(async (ctx) => {
        const { account, oneTimePassword } = await createAccount(ctx, { name, role });
        process.stdout.write(
          `user: ${account.name} (${account.role})\none-time password: ${oneTimePassword}\n`,
        );
      }),
    );
};
