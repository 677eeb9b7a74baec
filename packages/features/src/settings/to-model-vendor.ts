import type { ModelVendor } from '@sagacity/contracts';
import type { ModelVendorDocument } from './documents.ts';

/** The vendor as others may see it: whether there is a key, never the key. */
export const toModelVendor = ({ _id, sealedKey, ...vendor }: ModelVendorDocument): ModelVendor => ({
  id: _id,
  ...vendor,
  hasKey: sealedKey !== null,
});
