import { findAccountByName, resetPassword } from '@sagacity/features/accounts/index';
import { AppError } from '@sagacity/kernel';
import { group } from '../group.ts';
import type { RegisterCommand } from '../register-command.ts';
import { withServices } from '../with-services.ts';

export const userReset: RegisterCommand = (program) => {
  group(program, 'user')
    .command('reset')
    .description('Give an account a new one-time password, sign it out and lift its lock-out')
    .argument('<name>')
    .action((name: string) =>
      withServices(async (ctx) => {
        const account = await findAccountByName(ctx.store, name);
        if (!account)
          throw new AppError('NOT_FOUND', `there is no account named ${name}; see: sagacity user list`);
        const { oneTimePassword } = await resetPassword(ctx, { id: account.id });
        process.stdout.write(`user: ${account.name}\none-time password: ${oneTimePassword}\n`);
      }),
    );
};
