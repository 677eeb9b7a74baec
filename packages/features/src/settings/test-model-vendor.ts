import type { testConnectionReplySchema } from '@sagacity/contracts';
import { AppError, isAppError } from '@sagacity/kernel';
import type { z } from 'zod';
import { record } from '../audit/record.ts';
import { type Ctx, requireRole } from '../context.ts';
import { settingsActions } from './audit.ts';
import { withKey } from './configured-vendors.ts';
import { vendorContext } from './documents.ts';
import { getModelVendor } from './get-model-vendor.ts';
import type { SettingsServices } from './services.ts';

const timeLimitMs = 20_000;

/** One small call to the vendor; what it answers wrongly is the reply. Throws NOT_FOUND, and ADDRESS_REFUSED for a private address. */
export async function testModelVendor(
  ctx: Ctx & Pick<SettingsServices, 'cipher' | 'screenAddress' | 'callVendor'>,
  { id }: { readonly id: string },
): Promise<z.output<typeof testConnectionReplySchema>> {
  requireRole(ctx, 'admin');
  const vendor = withKey(ctx.cipher, await getModelVendor(ctx, id));
  const startedMs = ctx.clock.elapsed();
  const outcome = await call(ctx, { ...vendor, enabled: true });
  await record(ctx, settingsActions, {
    action: 'model-vendor-tested',
    subject: vendorContext(id),
    details: { ok: outcome.ok },
  });
  return { ...outcome, latencyMs: ctx.clock.elapsed() - startedMs };
}

async function call(
  ctx: Pick<SettingsServices, 'screenAddress' | 'callVendor'>,
  vendor: ReturnType<typeof withKey>,
): Promise<{ ok: boolean; message: string }> {
  try {
    if (vendor.baseUrl) await ctx.screenAddress(new URL(vendor.baseUrl));
    await ctx.callVendor(vendor, AbortSignal.timeout(timeLimitMs));
    return { ok: true, message: `${vendor.models[0]?.name ?? vendor.id} answered` };
  } catch (error) {
    if (isAppError(error, 'ADDRESS_REFUSED')) throw error;
    if (error instanceof AppError) return { ok: false, message: error.message };
    if (error instanceof DOMException && error.name === 'TimeoutError')
      return { ok: false, message: `no answer within ${timeLimitMs / 1_000} s` };
    throw error;
  }
}
