import { z } from 'zod';
import { defineActions } from '../audit/define-actions.ts';

const day = z.string().nullable();

export const instrumentActions = defineActions({
  'data-imported': {
    by: ['importData', 'sagacity data import'],
    details: z.strictObject({ rows: z.int(), from: day, to: day }),
  },
});
