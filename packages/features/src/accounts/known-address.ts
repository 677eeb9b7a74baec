import { addressKeyOf } from './address-key.ts';
import { knownAddresses } from './documents.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { AccountCtx } from './services.ts';

type AddressCtx = Pick<AccountCtx, 'address' | 'store' | 'clock'>;

const rememberMs = 90 * 86_400_000;
const idOf = ({ address }: AddressCtx, nameKey: string) => fingerprintOf(addressKeyOf(address), nameKey);

/** Whether the account was signed in to from this address in the last 90 days. */
export async function isKnownAddress(ctx: AddressCtx, nameKey: string): Promise<boolean> {
  const found = await ctx.store.collection(knownAddresses).findOne({ _id: idOf(ctx, nameKey) });
  return found !== null && found.expiresAt.getTime() > ctx.clock.now();
}

export async function rememberAddress(ctx: AddressCtx, nameKey: string): Promise<void> {
  const _id = idOf(ctx, nameKey);
  const expiresAt = new Date(ctx.clock.now() + rememberMs);
  await ctx.store.collection(knownAddresses).replaceOne({ _id }, { _id, expiresAt }, { upsert: true });
}
