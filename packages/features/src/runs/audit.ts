import { z } from 'zod';
import { defineActions } from '../audit/define-actions.ts';

const nothing = z.strictObject({});

export const runActions = defineActions({
  'run-created': {
    by: ['createRun', 'sagacity research'],
    details: z.strictObject({ instrument: z.string(), engine: z.string() }),
  },
  'run-cancelled': { by: ['cancelRun', 'sagacity research'], details: nothing },
  'run-retried': { by: ['retryRun'], details: nothing },
  'run-deleted': { by: ['deleteRun'], details: z.strictObject({ instrument: z.string() }) },
});
