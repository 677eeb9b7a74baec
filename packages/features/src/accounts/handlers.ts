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

/** The account routes that need no cookie; those of the session are in the server, which owns cookies. */
export const accountHandlers = (
  services: AccountServices,
): Pick<
  Handlers,
  | 'me'
  | 'putPreferences'
  | 'socketTicket'
  | 'listAccounts'
  | 'createAccount'
  | 'updateAccount'
  | 'resetPassword'
> => ({
  me: async (ctx) => toAccount(await getAccount(ctx.store, ctx.actor.id)),
  putPreferences: (ctx, { body }) => putPreferences(ctx, body),
  socketTicket: (ctx) => issueSocketTicket(ctx),
  listAccounts: (ctx, { query }) => listAccounts(ctx, query),
  createAccount: (ctx, { body }) => createAccount(ctx, body),
  updateAccount: (ctx, { params, body }) => updateAccount({ ...ctx, ...services }, { ...params, ...body }),
  resetPassword: (ctx, { params }) => resetPassword({ ...ctx, ...services }, params),
});
