import type { Handlers } from '../context.ts';
import { createAccount } from './create-account.ts';
import { getAccount } from './get-account.ts';
import { listAccounts } from './list-accounts.ts';
import { putPreferences } from './put-preferences.ts';
import { resetPassword } from './reset-password.ts';
import type { AccountServices } from './services.ts';
import { issueSocketTicket } from './socket-ticket.ts';
import { toAccount } from './to-account.ts';
import { updateAccount } from './update-account.ts';

type AccountRoute =
  | 'me'
  | 'putPreferences'
  | 'socketTicket'
  | 'listAccounts'
  | 'createAccount'
  | 'updateAccount'
  | 'resetPassword';

/** The account routes that need no cookie; those of the session are in the server, which owns cookies. */
export const accountHandlers = ({
  authenticator,
}: Pick<AccountServices, 'authenticator'>): Pick<Handlers, AccountRoute> => ({
  me: async (ctx) => toAccount(await getAccount(ctx.store, ctx.actor.id)),
  putPreferences: (ctx, { body }) => putPreferences(ctx, body),
  socketTicket: (ctx) => issueSocketTicket(ctx),
  listAccounts: (ctx, { query }) => listAccounts(ctx, query),
  createAccount: (ctx, { body }) => createAccount(ctx, body),
  updateAccount: async (ctx, { params, body }) => {
    const account = await updateAccount(ctx, { ...params, ...body });
    authenticator.forget();
    return account;
  },
  resetPassword: async (ctx, { params }) => {
    const reset = await resetPassword(ctx, params);
    authenticator.forget();
    return reset;
  },
});
