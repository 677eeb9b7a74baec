import { type ModelAccess, putModelAccessSchema } from '@sagacity/contracts';
import type { z } from 'zod';
import { record } from '../audit/record.ts';
import { type Ctx, requireRole } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { settingsActions } from './audit.ts';
import { modelAccess, modelAccessId } from './documents.ts';
import { getModelAccess } from './get-model-access.ts';
import type { SettingsServices } from './services.ts';

/** Lets model vendors have private addresses from the next call on, or not; what the configuration allows stays allowed. */
export async function putModelAccess(
  ctx: Ctx & Pick<SettingsServices, 'privateAddressesConfigured'>,
  input: z.input<typeof putModelAccessSchema>,
): Promise<ModelAccess> {
  requireRole(ctx, 'admin');
  const { allowPrivateAddresses } = parseInput(putModelAccessSchema, input);
  await ctx.store.transaction(async (tx) => {
    const document = { _id: modelAccessId, allowPrivateAddresses };
    await tx.collection(modelAccess).replaceOne({ _id: modelAccessId }, document, { upsert: true });
    await record({ ...ctx, store: tx }, settingsActions, {
      action: 'model-access-put',
      subject: 'model-access',
      details: { allowPrivateAddresses },
    });
  });
  return getModelAccess(ctx);
}
