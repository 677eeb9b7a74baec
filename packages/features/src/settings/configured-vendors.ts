import type { Cipher } from '@sagacity/platform/crypto/cipher';
import type { Store } from '@sagacity/platform/store/port';
import type { ConfiguredVendor } from '@sagacity/research/models/index';
import { type ModelVendorDocument, modelVendors, vendorContext } from './documents.ts';

/** All vendors with their keys opened, for calling them. Throws SECRET_REJECTED when a key does not open. */
export async function configuredVendors({
  store,
  cipher,
}: {
  readonly store: Store;
  readonly cipher: Cipher;
}): Promise<ConfiguredVendor[]> {
  const found = await store.collection(modelVendors).find({}, { sort: { _id: 1 } });
  return found.map((vendor) => withKey(cipher, vendor));
}

export const withKey = (
  cipher: Cipher,
  { _id, kind, baseUrl, enabled, models, sealedKey }: ModelVendorDocument,
): ConfiguredVendor => ({
  id: _id,
  kind,
  baseUrl,
  enabled,
  models,
  apiKey: sealedKey === null ? null : cipher.open(sealedKey, vendorContext(_id)),
});
