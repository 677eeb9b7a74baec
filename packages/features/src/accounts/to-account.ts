import type { Account } from '@sagacity/contracts';
import type { AccountDocument } from './documents.ts';

/** The account as others may see it: without its password hash. */
export const toAccount = (document: AccountDocument): Account => ({
  id: document._id,
  name: document.name,
  role: document.role,
  mustChangePassword: document.mustChangePassword,
  disabled: document.disabled,
  createdAt: document.createdAt.toISOString(),
  lastSignInAt: document.lastSignInAt?.toISOString() ?? null,
  preferences: document.preferences,
});
