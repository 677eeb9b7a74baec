import { z } from 'zod';
import { labelSchema, modelNameSchema, secretSchema, urlSchema } from './inputs.ts';

export const vendorKindSchema = z.enum(['openai-compatible', 'anthropic', 'google']);
export type VendorKind = z.infer<typeof vendorKindSchema>;

export const modelPriceSchema = z.object({
  name: z.string().min(1),
  /** USD per million tokens. */
  inputPerMillion: z.number().min(0),
  outputPerMillion: z.number().min(0),
  contextTokens: z.int().positive().default(32_000),
  maxOutputTokens: z.int().positive().default(4_000),
});
export type ModelPrice = z.infer<typeof modelPriceSchema>;

const vendorIdSchema = z
  .string()
  .max(30)
  .regex(/^[a-z0-9-]{2,30}$/);

export const modelVendorSchema = z.object({
  id: vendorIdSchema,
  kind: vendorKindSchema,
  label: z.string(),
  baseUrl: z.url().nullable(),
  enabled: z.boolean(),
  models: z.array(modelPriceSchema),
  /** Whether a key is stored; the key itself is never returned. */
  hasKey: z.boolean(),
});
export type ModelVendor = z.infer<typeof modelVendorSchema>;

const mostModels = 200;
const mostTokens = 100_000_000;
const mostUsdPerMillion = 1_000_000;
const putModelSchema = z.strictObject({
  name: modelNameSchema,
  inputPerMillion: modelPriceSchema.shape.inputPerMillion.max(mostUsdPerMillion),
  outputPerMillion: modelPriceSchema.shape.outputPerMillion.max(mostUsdPerMillion),
  contextTokens: z.int().positive().max(mostTokens).default(32_000),
  maxOutputTokens: z.int().positive().max(mostTokens).default(4_000),
});

export const putModelVendorSchema = z.strictObject({
  kind: vendorKindSchema,
  label: labelSchema,
  baseUrl: urlSchema.nullable().default(null),
  enabled: z.boolean().default(true),
  models: z.array(putModelSchema).min(1).max(mostModels),
  /** Absent keeps the stored key; null removes it. */
  apiKey: secretSchema.nullable().optional(),
});
/** Whether model vendors may have private and local addresses, such as Ollama on this host. */
export const modelAccessSchema = z.object({
  allowPrivateAddresses: z.boolean(),
  /** The configuration allows it, so that it cannot be switched off here. */
  isConfigured: z.boolean(),
});
export type ModelAccess = z.infer<typeof modelAccessSchema>;
export const putModelAccessSchema = z.strictObject({ allowPrivateAddresses: z.boolean() });
export const testConnectionReplySchema = z.object({
  ok: z.boolean(),
  latencyMs: z.number(),
  message: z.string(),
});

export const providerStatusSchema = z.object({
  id: z.string(),
  markets: z.array(z.string()),
  supports: z.array(z.string()),
  configured: z.boolean(),
  enabled: z.boolean(),
  circuit: z.enum(['closed', 'open', 'half-open']),
  lastFailure: z.string().nullable(),
  hasKey: z.boolean(),
  needsKey: z.boolean(),
});
export const putProviderSchema = z.strictObject({
  enabled: z.boolean(),
  apiKey: secretSchema.nullable().optional(),
});
