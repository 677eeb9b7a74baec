import { z } from 'zod';
import * as accounts from '../accounts.ts';
import { byId, done, pageOf, paging, type RouteTable } from './route.ts';

/** Signing in, the own account, and the accounts of others. */
export const accountRoutes = {
  signIn: {
    method: 'POST',
    path: '/api/session',
    policy: 'public',
    summary: 'Sign in',
    body: accounts.signInSchema,
    reply: accounts.sessionSchema,
  },
  refresh: {
    method: 'POST',
    path: '/api/session/refresh',
    policy: 'public',
    summary: 'A new access token for the refresh cookie',
    reply: accounts.sessionSchema,
  },
  signOut: {
    method: 'DELETE',
    path: '/api/session',
    policy: 'session',
    summary: 'Sign out here, or everywhere',
    query: z.object({
      everywhere: z
        .enum(['true', 'false'])
        .default('false')
        .transform((text) => text === 'true'),
    }),
    reply: done,
  },
  me: {
    method: 'GET',
    path: '/api/me',
    policy: 'session',
    summary: 'The account signed in',
    reply: accounts.accountSchema,
  },
  changePassword: {
    method: 'POST',
    path: '/api/me/password',
    policy: 'session',
    summary: 'Change the own password; signs out everywhere else',
    body: accounts.changePasswordSchema,
    reply: accounts.sessionSchema,
  },
  putPreferences: {
    method: 'PUT',
    path: '/api/me/preferences',
    policy: 'viewer',
    summary: 'Language, theme, gain colour',
    body: accounts.putPreferencesSchema,
    reply: accounts.accountSchema,
  },
  socketTicket: {
    method: 'POST',
    path: '/api/ws/ticket',
    policy: 'viewer',
    summary: 'A ticket for one WebSocket, valid 30 s',
    reply: accounts.socketTicketSchema,
  },
  listAccounts: {
    method: 'GET',
    path: '/api/accounts',
    policy: 'admin',
    summary: 'All accounts',
    query: z.object(paging),
    reply: pageOf(accounts.accountSchema),
  },
  createAccount: {
    method: 'POST',
    path: '/api/accounts',
    policy: 'admin',
    summary: 'A new account with a one-time password',
    body: accounts.createAccountSchema,
    reply: accounts.createdAccountSchema,
  },
  updateAccount: {
    method: 'PATCH',
    path: '/api/accounts/:id',
    policy: 'admin',
    summary: 'Change role, disable or enable',
    params: byId,
    body: accounts.updateAccountSchema,
    reply: accounts.accountSchema,
  },
  resetPassword: {
    method: 'POST',
    path: '/api/accounts/:id/password',
    policy: 'admin',
    summary: 'A new one-time password; signs the account out',
    params: byId,
    reply: accounts.createdAccountSchema,
  },
} as const satisfies RouteTable;
