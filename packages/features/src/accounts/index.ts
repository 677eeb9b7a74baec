import { defineFeature } from '../define-feature.ts';
import { accountActions } from './audit.ts';
import { accountSections } from './config.ts';
import { accountEntities } from './documents.ts';
import { accountHandlers } from './handlers.ts';

export { addressKeyOf } from './address-key.ts';
export { type Authenticated, type Authenticator, createAuthenticator } from './authenticator.ts';
export { changePassword } from './change-password.ts';
export { accountSections } from './config.ts';
export { createAccount } from './create-account.ts';
export { accountEntities } from './documents.ts';
export { ensureFirstAdmin } from './ensure-first-admin.ts';
export { findAccountByName } from './find-account-by-name.ts';
export { accountHandlers } from './handlers.ts';
export { listAccounts } from './list-accounts.ts';
export { refreshSession } from './refresh-session.ts';
export { resetPassword } from './reset-password.ts';
export type { AccessClaims, AccountServices } from './services.ts';
export { signIn } from './sign-in.ts';
export { signOut } from './sign-out.ts';
export { redeemSocketTicket } from './socket-ticket.ts';
export type { StartedSession } from './start-session.ts';
export { updateAccount } from './update-account.ts';

export const accountsFeature = defineFeature({
  name: 'accounts',
  entities: accountEntities,
  handlers: ({ accounts }) => accountHandlers(accounts),
  config: accountSections,
  audit: accountActions,
  unaudited: {
    refresh: 'it renews what `signed-in` opened, every few minutes',
    socketTicket: 'it opens for 30 s what the session may do anyway',
  },
});
