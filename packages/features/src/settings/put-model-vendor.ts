import { type ModelVendor, modelVendorSchema, putModelVendorSchema } from '@sagacity/contracts';
import { AppError, isAppError } from '@sagacity/kernel';
import type { z } from 'zod';
import { record } from '../audit/record.ts';
import { type Ctx, requireRole } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { settingsActions } from './audit.ts';
import { type ModelVendorDocument, modelVendors, vendorContext } from './documents.ts';
import { sealedKeyOf } from './sealed-key-of.ts';
import type { SettingsServices } from './services.ts';
import { toModelVendor } from './to-model-vendor.ts';

/**
 * Adds or replaces a vendor. Throws ADDRESS_REFUSED for a private address, and VALIDATION_FAILED when a stored key would go to another
 * host: it must be typed again, so that nobody can send a key they do not know to a host of theirs.
 */
export async function putModelVendor(
  ctx: Ctx & Pick<SettingsServices, 'cipher' | 'screenAddress'>,
  input: { readonly id: string } & z.input<typeof putModelVendorSchema>,
): Promise<ModelVendor> {
  requireRole(ctx, 'admin');
  const { id: given, ...rest } = input;
  const id = parseInput(modelVendorSchema.shape.id, given);
  const { apiKey, ...vendor } = parseInput(putModelVendorSchema, rest);
  if (vendor.baseUrl) await refusePrivate(ctx, new URL(vendor.baseUrl));

  const document = await ctx.store.transaction(async (tx) => {
    const stored = await tx.collection(modelVendors).findOne({ _id: id });
    if (stored?.sealedKey && apiKey === undefined && hostOf(stored) !== hostOf(vendor))
      throw new AppError('VALIDATION_FAILED', `${id}: the address changed; type its key again`, {
        issues: [{ path: 'apiKey', message: 'needed because the address changed' }],
      });
    const sealedKey = sealedKeyOf(ctx.cipher, vendorContext(id), apiKey, stored?.sealedKey ?? null);
    const next: ModelVendorDocument = { _id: id, ...vendor, sealedKey };
    await tx.collection(modelVendors).replaceOne({ _id: id }, next, { upsert: true });
    const { kind, baseUrl, enabled } = vendor;
    await record({ ...ctx, store: tx }, settingsActions, {
      action: 'model-vendor-put',
      subject: vendorContext(id),
      details: { kind, baseUrl, enabled, keyChanged: apiKey !== undefined },
    });
    return next;
  });
  return toModelVendor(document);
}

const hostOf = ({ kind, baseUrl }: Pick<ModelVendorDocument, 'kind' | 'baseUrl'>): string =>
  baseUrl ? new URL(baseUrl).origin : `the own host of ${kind}`;

/** A name that does not resolve now may do so later; it is screened again at every call. */
async function refusePrivate(ctx: Pick<SettingsServices, 'screenAddress'>, url: URL): Promise<void> {
  try {
    await ctx.screenAddress(url);
  } catch (error) {
    if (!isAppError(error, 'UPSTREAM_FAILED')) throw error;
  }
}
