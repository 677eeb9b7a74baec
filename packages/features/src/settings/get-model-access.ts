import type { ModelAccess } from '@sagacity/contracts';
import { type Ctx, requireRole } from '../context.ts';
import { findModelAccess } from './find-model-access.ts';
import type { SettingsServices } from './services.ts';

/** Whether model vendors may have private addresses, and whether that can be switched. */
export async function getModelAccess(
  ctx: Ctx & Pick<SettingsServices, 'privateAddressesConfigured'>,
): Promise<ModelAccess> {
  requireRole(ctx, 'researcher');
  const isConfigured = ctx.privateAddressesConfigured;
  return { allowPrivateAddresses: isConfigured || (await findModelAccess(ctx.store)), isConfigured };
}
