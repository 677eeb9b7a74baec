import type { ModelPrice, ModelVendor } from '@sagacity/contracts/settings';
import { AppError, type Secret } from '@sagacity/kernel';
import type { ChatModel } from './port.ts';
import { vendorPlugins } from './registry.ts';

/** A vendor as configured, with its key. */
export type ConfiguredVendor = Pick<ModelVendor, 'id' | 'kind' | 'baseUrl' | 'enabled' | 'models'> & {
  readonly apiKey: Secret | null;
};

export interface OpenModel {
  readonly chat: ChatModel;
  readonly price: ModelPrice;
}

/** Looks `vendor/model` up among the configured vendors. Throws NOT_CONFIGURED, naming what is missing. */
export type ModelFor = (ref: string) => OpenModel;

export interface ModelOptions {
  /** Outbound HTTP of the models' clients; the global one follows redirects anywhere. */
  readonly fetch: typeof fetch;
}

export function openModels(vendors: readonly ConfiguredVendor[], options: ModelOptions): ModelFor {
  const opened = new Map<string, OpenModel>();
  return (ref) => {
    const held = opened.get(ref);
    if (held) return held;
    const model = open(vendors, ref, options);
    opened.set(ref, model);
    return model;
  };
}

function open(vendors: readonly ConfiguredVendor[], ref: string, { fetch }: ModelOptions): OpenModel {
  const slash = ref.indexOf('/');
  const missing = (what: string) =>
    new AppError('NOT_CONFIGURED', `Model ${ref}: ${what} Add it under Settings, Models.`, { model: ref });
  const vendor = vendors.find(({ id }) => id === ref.slice(0, slash));
  if (!vendor) throw missing('no such vendor is configured.');
  if (!vendor.enabled) throw missing('its vendor is switched off.');
  const price = vendor.models.find(({ name }) => name === ref.slice(slash + 1));
  if (!price) throw missing('the vendor lists no such model, so its price is unknown.');
  const plugin = vendorPlugins.find(({ kind }) => kind === vendor.kind);
  if (!plugin) throw missing(`vendors of kind ${vendor.kind} are not supported.`);
  if (!vendor.apiKey && !plugin.keyless) throw missing('its vendor has no key.');
  const { id: vendorId, baseUrl, apiKey } = vendor;
  return { chat: plugin.open({ vendorId, model: price.name, baseUrl, apiKey, fetch }), price };
}
