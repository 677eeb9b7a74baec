import { putProviderSchema } from '@sagacity/contracts';
import { AppError } from '@sagacity/kernel';
import type { ProviderStatus } from '@sagacity/market';
import type { z } from 'zod';
import { record } from '../audit/record.ts';
import { type Ctx, requireRole } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { settingsActions } from './audit.ts';
import { marketProviders, providerContext } from './documents.ts';
import { sealedKeyOf } from './sealed-key-of.ts';
import type { SettingsServices } from './services.ts';

/** Switches a provider of market data on or off and stores its key. Throws NOT_FOUND for a provider there is not. */
export async function putProvider(
  ctx: Ctx & Pick<SettingsServices, 'cipher' | 'providerStatus'>,
  input: { readonly id: string } & z.input<typeof putProviderSchema>,
): Promise<ProviderStatus> {
  requireRole(ctx, 'admin');
  const { id, ...rest } = input;
  const { enabled, apiKey } = parseInput(putProviderSchema, rest);
  await getStatus(ctx, id);
  await ctx.store.transaction(async (tx) => {
    const stored = await tx.collection(marketProviders).findOne({ _id: id });
    const sealedKey = sealedKeyOf(ctx.cipher, providerContext(id), apiKey, stored?.sealedKey ?? null);
    await tx
      .collection(marketProviders)
      .replaceOne({ _id: id }, { _id: id, enabled, sealedKey }, { upsert: true });
    await record({ ...ctx, store: tx }, settingsActions, {
      action: 'market-provider-put',
      subject: providerContext(id),
      details: { enabled, keyChanged: apiKey !== undefined },
    });
  });
  return getStatus(ctx, id);
}

async function getStatus(
  { providerStatus }: Pick<SettingsServices, 'providerStatus'>,
  id: string,
): Promise<ProviderStatus> {
  const found = (await providerStatus()).find((provider) => provider.id === id);
  if (!found) throw new AppError('NOT_FOUND', `there is no market data provider ${id}`, { id });
  return found;
}
