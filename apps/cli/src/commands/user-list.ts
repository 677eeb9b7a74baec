import { listAccounts } from '@sagacity/features/accounts/index';
import { group } from '../group.ts';
import { printJson } from '../print-json.ts';
import type { RegisterCommand } from '../register-command.ts';
import { withServices } from '../with-services.ts';

export const userList: RegisterCommand = (program) => {
  group(program, 'user')
    .command('list')
    .description('List the accounts: name, role, state, last sign-in')
    .option('--json', 'print JSON')
    .action(({ json }: { json?: boolean }) =>
      withServices(async (ctx) => {
        const { items } = await listAccounts(ctx, { limit: 10_000 });
        if (json) return printJson(items);
        for (const { name, role, disabled, lastSignInAt } of items)
          process.stdout.write(
            `${name.padEnd(24)} ${role.padEnd(11)} ${disabled ? 'disabled' : 'enabled '} ${lastSignInAt ?? 'never signed in'}\n`,
          );
      }),
    );
};
