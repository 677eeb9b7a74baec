import type { ModelVendor } from '@sagacity/contracts';
import { type Ctx, requireRole } from '../context.ts';
import { modelVendors } from './documents.ts';
import { toModelVendor } from './to-model-vendor.ts';

/** All vendors by id, without keys. */
export async function listModelVendors(ctx: Ctx): Promise<{ items: ModelVendor[] }> {
  requireRole(ctx, 'researcher');
  const found = await ctx.store.collection(modelVendors).find({}, { sort: { _id: 1 } });
  return { items: found.map(toModelVendor) };
}
