import { roleSchema } from '@sagacity/contracts';
import { z } from 'zod';
import { defineActions } from '../audit/define-actions.ts';

const nothing = z.strictObject({});

export const accountActions = defineActions({
  'account-created': {
    by: ['createAccount', 'sagacity user add', 'sagacity serve'],
    details: z.strictObject({ name: z.string(), role: roleSchema }),
  },
  'account-changed': {
    by: ['updateAccount'],
    details: z.strictObject({ role: roleSchema, disabled: z.boolean() }),
  },
  'password-changed': { by: ['changePassword'], details: nothing },
  'password-reset': { by: ['resetPassword', 'sagacity user reset'], details: nothing },
  'preferences-changed': { by: ['putPreferences'], details: nothing },
  'signed-in': { by: ['signIn'], details: nothing },
  'sign-in-failed': { by: ['signIn'], details: z.strictObject({ name: z.string() }) },
  'signed-out': { by: ['signOut'], details: z.strictObject({ everywhere: z.boolean() }) },
  'refresh-token-reused': { by: ['refresh'], details: z.strictObject({ sessionId: z.string() }) },
});
