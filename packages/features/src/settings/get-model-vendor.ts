import { AppError } from '@sagacity/kernel';
import type { Store } from '@sagacity/platform/store/port';
import { type ModelVendorDocument, modelVendors } from './documents.ts';

/** Throws NOT_FOUND. */
export async function getModelVendor(
  { store }: { readonly store: Pick<Store, 'collection'> },
  id: string,
): Promise<ModelVendorDocument> {
  const vendor = await store.collection(modelVendors).findOne({ _id: id });
  if (!vendor) throw new AppError('NOT_FOUND', `there is no model vendor ${id}`, { id });
  return vendor;
}
