import { z } from 'zod';
import { languageSchema } from './facts.ts';

/** Ascending: each role may do all that the ones before it may. */
export const roles = ['viewer', 'researcher', 'operator', 'admin'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

export const hasRole = (role: Role, needed: Role): boolean => roles.indexOf(role) >= roles.indexOf(needed);

export const userNameSchema = z
  .string()
  .trim()
  .min(2)
  .max(40)
  .regex(/^[\p{L}\p{N}._-]+$/u, 'letters, digits, dot, dash and underscore');
export const longestPassword = 200;
export const passwordSchema = z.string().min(10).max(longestPassword);
/** Not yet known to be a name or a password of ours, only short enough to look at. */
const claimedNameSchema = z.string().min(1).max(80);
const claimedPasswordSchema = z.string().min(1).max(longestPassword);

export const preferencesSchema = z.object({
  language: languageSchema.nullable().default(null),
  theme: z.enum(['light', 'dark', 'system']).default('system'),
  /** Which colour a gain has; null follows the language. */
  gainColor: z.enum(['red', 'green']).nullable().default(null),
});
export type Preferences = z.infer<typeof preferencesSchema>;
export const putPreferencesSchema = z.strictObject(preferencesSchema.shape);

export const accountSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  mustChangePassword: z.boolean(),
  disabled: z.boolean(),
  createdAt: z.iso.datetime(),
  lastSignInAt: z.iso.datetime().nullable(),
  preferences: preferencesSchema,
});
export type Account = z.infer<typeof accountSchema>;

export const signInSchema = z.strictObject({ name: claimedNameSchema, password: claimedPasswordSchema });
/** The refresh token travels in an HttpOnly cookie only. */
export const sessionSchema = z.object({
  accessToken: z.string(),
  expiresAt: z.iso.datetime(),
  account: accountSchema,
});
export type Session = z.infer<typeof sessionSchema>;
export const changePasswordSchema = z.strictObject({ current: claimedPasswordSchema, next: passwordSchema });
export const createAccountSchema = z.strictObject({ name: userNameSchema, role: roleSchema });
/** The password is shown this once. */
export const createdAccountSchema = z.object({ account: accountSchema, oneTimePassword: z.string() });
export const updateAccountSchema = z.strictObject({
  role: roleSchema.optional(),
  disabled: z.boolean().optional(),
});
export const socketTicketSchema = z.object({ ticket: z.string(), expiresAt: z.iso.datetime() });
