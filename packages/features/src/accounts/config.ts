import { section } from '@sagacity/platform/config/section';
import { z } from 'zod';
import { defineSections } from '../define-sections.ts';

export const accountSections = defineSections({
  session: section(
    {
      accessMinutes: z.int().min(1).max(60).default(15).describe('Life of an access token.'),
      refreshDays: z.int().min(1).max(365).default(30).describe('Life of an unused sign-in.'),
    },
    'Sign-ins',
  ),
  lockout: section(
    {
      accountAttempts: z
        .int()
        .min(3)
        .max(100)
        .default(5)
        .describe(
          'Failed sign-ins of one account from one address before waiting begins; four times as many from addresses it never signed in from.',
        ),
      addressAttempts: z
        .int()
        .min(3)
        .max(1000)
        .default(20)
        .describe('Failed sign-ins from one address before waiting begins.'),
      firstDelaySeconds: z
        .int()
        .min(1)
        .max(3600)
        .default(30)
        .describe('First wait; each next is twice as long.'),
      maxDelayMinutes: z.int().min(1).max(1440).default(60).describe('Longest wait.'),
    },
    'Waiting after failed sign-ins',
  ),
});
export type AccountConfig = ReturnType<typeof accountSections.of>;
