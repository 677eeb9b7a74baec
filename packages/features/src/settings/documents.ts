import { modelPriceSchema, vendorKindSchema } from '@sagacity/contracts';
import { defineEntity } from '@sagacity/platform/store/port';
import { z } from 'zod';

/** The key encrypted for this vendor only; null when none is stored. */
const sealedKey = z.string().nullable();

const modelVendorDocumentSchema = z.object({
  _id: z.string(),
  kind: vendorKindSchema,
  label: z.string(),
  baseUrl: z.string().nullable(),
  enabled: z.boolean(),
  models: z.array(modelPriceSchema),
  sealedKey,
});
export type ModelVendorDocument = z.output<typeof modelVendorDocumentSchema>;
export const modelVendors = defineEntity<ModelVendorDocument>({
  name: 'model_vendors',
  schema: modelVendorDocumentSchema,
  indexes: [],
});

const marketProviderSchema = z.object({ _id: z.string(), enabled: z.boolean(), sealedKey });
export const marketProviders = defineEntity<z.output<typeof marketProviderSchema>>({
  name: 'market_providers',
  schema: marketProviderSchema,
  indexes: [],
});

const modelAccessDocumentSchema = z.object({ _id: z.string(), allowPrivateAddresses: z.boolean() });
/** One document, `models`; none until an administrator has switched it. */
export const modelAccess = defineEntity<z.output<typeof modelAccessDocumentSchema>>({
  name: 'model_access',
  schema: modelAccessDocumentSchema,
  indexes: [],
});
export const modelAccessId = 'models';

export const settingsEntities = [modelVendors, marketProviders, modelAccess];

/** What a sealed key is bound to: moved to another vendor's document it does not open. */
export const vendorContext = (id: string): string => `model-vendor:${id}`;
export const providerContext = (id: string): string => `market-provider:${id}`;
