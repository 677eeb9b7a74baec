import { preferencesSchema, roleSchema } from '@sagacity/contracts';
import { plainForm } from '@sagacity/kernel';
import { defineEntity } from '@sagacity/platform/store/port';
import { z } from 'zod';

const accountDocumentSchema = z.object({
  _id: z.string(),
  name: z.string(),
  /** The name as it is compared: `Ada` and `ada` are one account. */
  nameKey: z.string(),
  role: roleSchema,
  passwordHash: z.string(),
  mustChangePassword: z.boolean(),
  disabled: z.boolean(),
  createdAt: z.date(),
  lastSignInAt: z.date().nullable(),
  preferences: preferencesSchema,
});
export type AccountDocument = z.output<typeof accountDocumentSchema>;
export const accounts = defineEntity<AccountDocument>({
  name: 'accounts',
  schema: accountDocumentSchema,
  indexes: [{ keys: { nameKey: 1 }, unique: true }],
});

const sessionDocumentSchema = z.object({
  _id: z.string(),
  accountId: z.string(),
  /** Only the refresh token of this generation is good; an older one is a copy. */
  generation: z.int(),
  rotatedAt: z.date(),
  /** Digest of client address and user agent of the last rotation. */
  rotatedBy: z.string(),
  expiresAt: z.date(),
  revokedAt: z.date().nullable(),
});
export type SessionDocument = z.output<typeof sessionDocumentSchema>;
/** One sign-in: the family of all refresh tokens that came from it. */
export const sessions = defineEntity<SessionDocument>({
  name: 'sessions',
  schema: sessionDocumentSchema,
  indexes: [{ keys: { accountId: 1 } }, { keys: { expiresAt: 1 }, expireAfterSeconds: 0 }],
});

const signInAttemptSchema = z.object({
  /** What is counted: see `signInLimits`. */
  _id: z.string(),
  failures: z.int(),
  lockedUntil: z.date().nullable(),
  expiresAt: z.date(),
});
export type SignInAttempt = z.output<typeof signInAttemptSchema>;
export const signInAttempts = defineEntity<SignInAttempt>({
  name: 'sign_in_attempts',
  schema: signInAttemptSchema,
  indexes: [{ keys: { expiresAt: 1 }, expireAfterSeconds: 0 }],
});

const knownAddressSchema = z.object({
  /** Digest of the account's name and an address it was signed in to from. */
  _id: z.string(),
  expiresAt: z.date(),
});
export const knownAddresses = defineEntity<z.output<typeof knownAddressSchema>>({
  name: 'known_addresses',
  schema: knownAddressSchema,
  indexes: [{ keys: { expiresAt: 1 }, expireAfterSeconds: 0 }],
});

const socketTicketSchema = z.object({
  /** SHA-256 of the ticket. */
  _id: z.string(),
  accountId: z.string(),
  sessionId: z.string(),
  expiresAt: z.date(),
});
export const socketTickets = defineEntity<z.output<typeof socketTicketSchema>>({
  name: 'socket_tickets',
  schema: socketTicketSchema,
  indexes: [{ keys: { expiresAt: 1 }, expireAfterSeconds: 0 }],
});

const adminGuardSchema = z.object({ _id: z.literal('admins'), changes: z.int() });
/** Written by every change that could remove an administrator, so that two such changes conflict instead of both passing. */
export const adminGuards = defineEntity<z.output<typeof adminGuardSchema>>({
  name: 'admin_guards',
  schema: adminGuardSchema,
  indexes: [],
});

export const accountEntities = [
  accounts,
  sessions,
  signInAttempts,
  knownAddresses,
  socketTickets,
  adminGuards,
];

const longestName = 200;
export const nameKeyOf = (name: string): string => plainForm(name, longestName).trim().toLowerCase();
