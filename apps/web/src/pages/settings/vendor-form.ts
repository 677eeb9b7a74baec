import type { RouteInput } from '@sagacity/contracts/api';
import { type ModelVendor, putModelVendorSchema, type VendorKind } from '@sagacity/contracts/settings';

export interface VendorValues {
  id: string;
  label: string;
  kind: VendorKind;
  baseUrl: string;
  enabled: boolean;
  apiKey: string;
  removeKey: boolean;
  models: {
    name: string;
    inputPerMillion: number;
    outputPerMillion: number;
    contextTokens: number;
    maxOutputTokens: number;
  }[];
}
export const newModel = (): VendorValues['models'][number] => ({
  name: '',
  inputPerMillion: 0,
  outputPerMillion: 0,
  contextTokens: 32_000,
  maxOutputTokens: 4_000,
});
export const vendorValues = (vendor: ModelVendor | null): VendorValues => ({
  id: vendor?.id ?? '',
  label: vendor?.label ?? '',
  kind: vendor?.kind ?? 'openai-compatible',
  baseUrl: vendor?.baseUrl ?? '',
  enabled: vendor?.enabled ?? true,
  apiKey: '',
  removeKey: false,
  models: vendor === null ? [newModel()] : vendor.models.map((model) => ({ ...model })),
});
export const isVendorId = (id: string): boolean => /^[a-z0-9-]{2,30}$/.test(id);
export const isBaseUrl = (url: string): boolean => url === '' || /^https?:\/\/\S+$/.test(url);
export const areModels = (models: VendorValues['models']): boolean =>
  putModelVendorSchema.shape.models.safeParse(models).success;

/** An empty key keeps the stored one. */
export function toVendor(values: VendorValues): RouteInput<'putModelVendor', 'body'> {
  return {
    kind: values.kind,
    label: values.label.trim(),
    baseUrl: values.baseUrl.trim() === '' ? null : values.baseUrl.trim(),
    enabled: values.enabled,
    models: values.models.map((model) => ({ ...model, name: model.name.trim() })),
    ...(values.removeKey ? { apiKey: null } : values.apiKey === '' ? {} : { apiKey: values.apiKey }),
  };
}
