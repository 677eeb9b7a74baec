import type { MarketSettings } from '@sagacity/market';
import type { Cipher } from '@sagacity/platform/crypto/cipher';
import type { Store } from '@sagacity/platform/store/port';
import { marketProviders, providerContext } from './documents.ts';
import type { ConfiguredKeys } from './services.ts';

/** What the market reads at each request: the stored settings, and the configured key where none is stored. */
export async function marketSettings({
  store,
  cipher,
  configuredKeys,
}: {
  readonly store: Store;
  readonly cipher: Cipher;
  readonly configuredKeys: ConfiguredKeys;
}): Promise<MarketSettings> {
  const stored = await store.collection(marketProviders).find({});
  const providers: Record<string, MarketSettings['providers'][string]> = {};
  for (const [id, apiKey] of Object.entries(configuredKeys)) if (apiKey) providers[id] = { apiKey };
  for (const { _id, enabled, sealedKey } of stored) {
    const apiKey = sealedKey === null ? configuredKeys[_id] : cipher.open(sealedKey, providerContext(_id));
    providers[_id] = { enabled, ...(apiKey && { apiKey }) };
  }
  return { providers };
}
