import type { Cipher } from '@sagacity/platform/crypto/cipher';
import type { Store } from '@sagacity/platform/store/port';
import { marketProviders, modelVendors, providerContext, vendorContext } from '../settings/documents.ts';

export interface SealedKey {
  /** What it is sealed for; also what to call it. */
  readonly context: string;
  readonly sealedKey: string;
}

/** Every vendor key that is stored. */
export async function listSealedKeys(store: Store): Promise<SealedKey[]> {
  const vendors = await store.collection(modelVendors).find({ sealedKey: { $ne: null } });
  const providers = await store.collection(marketProviders).find({ sealedKey: { $ne: null } });
  return [
    ...vendors.map(({ _id, sealedKey }) => ({ context: vendorContext(_id), sealedKey: sealedKey ?? '' })),
    ...providers.map(({ _id, sealedKey }) => ({ context: providerContext(_id), sealedKey: sealedKey ?? '' })),
  ];
}

export function opens(cipher: Cipher, { context, sealedKey }: SealedKey): boolean {
  try {
    cipher.open(sealedKey, context);
    return true;
  } catch {
    return false;
  }
}
