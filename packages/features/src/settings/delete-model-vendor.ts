import { record } from '../audit/record.ts';
import { type Ctx, requireRole } from '../context.ts';
import { settingsActions } from './audit.ts';
import { modelVendors, vendorContext } from './documents.ts';
import { getModelVendor } from './get-model-vendor.ts';

/** Removes a vendor and its key. Throws NOT_FOUND. */
export async function deleteModelVendor(ctx: Ctx, { id }: { readonly id: string }): Promise<void> {
  requireRole(ctx, 'admin');
  await ctx.store.transaction(async (tx) => {
    await getModelVendor({ store: tx }, id);
    await tx.collection(modelVendors).deleteOne({ _id: id });
    await record({ ...ctx, store: tx }, settingsActions, {
      action: 'model-vendor-deleted',
      subject: vendorContext(id),
      details: {},
    });
  });
}
