import { z } from 'zod';
import { defineActions } from '../audit/define-actions.ts';

export const keyActions = defineActions({
  'keys-resealed': {
    by: ['sagacity key reseal'],
    details: z.strictObject({ resealed: z.int(), forgotten: z.array(z.string()) }),
  },
});
