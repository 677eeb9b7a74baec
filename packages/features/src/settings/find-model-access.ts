import type { Store } from '@sagacity/platform/store/port';
import { modelAccess, modelAccessId } from './documents.ts';

/** Whether the setting lets model vendors have private addresses; it does not until an administrator says so. */
export const findModelAccess = async (store: Store): Promise<boolean> =>
  (await store.collection(modelAccess).findOne({ _id: modelAccessId }))?.allowPrivateAddresses ?? false;
