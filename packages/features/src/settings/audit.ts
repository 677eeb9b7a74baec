import { vendorKindSchema } from '@sagacity/contracts';
import { z } from 'zod';
import { defineActions } from '../audit/define-actions.ts';

const keyChanged = z.boolean();

export const settingsActions = defineActions({
  'model-vendor-put': {
    by: ['putModelVendor'],
    details: z.strictObject({
      kind: vendorKindSchema,
      baseUrl: z.string().nullable(),
      enabled: z.boolean(),
      keyChanged,
    }),
  },
  'model-vendor-deleted': { by: ['deleteModelVendor'], details: z.strictObject({}) },
  'model-vendor-tested': { by: ['testModelVendor'], details: z.strictObject({ ok: z.boolean() }) },
  'model-access-put': {
    by: ['putModelAccess'],
    details: z.strictObject({ allowPrivateAddresses: z.boolean() }),
  },
  'market-provider-put': {
    by: ['putProvider'],
    details: z.strictObject({ enabled: z.boolean(), keyChanged }),
  },
});
