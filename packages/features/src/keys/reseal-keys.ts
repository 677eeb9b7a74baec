import { AppError } from '@sagacity/kernel';
import { createCipher } from '@sagacity/platform/crypto/cipher';
import type { KeyRing } from '@sagacity/platform/crypto/parse-key-ring';
import { record } from '../audit/record.ts';
import type { Ctx } from '../context.ts';
import { marketProviders, modelVendors, providerContext, vendorContext } from '../settings/documents.ts';
import { keyActions } from './audit.ts';
import { keyChecks } from './documents.ts';
import { listSealedKeys, opens } from './list-sealed-keys.ts';
import { writeKeyCheck } from './refuse-other-key.ts';

export interface Resealed {
  /** Sealed anew under the first key. */
  readonly resealed: number;
  /** Removed because no key opens them. */
  readonly forgotten: readonly string[];
}

/**
 * Seals every stored vendor key under the first of these keys, so that the others can go. One that was typed anew meanwhile stays as it is.
 * Throws SECRET_REJECTED when one opens with none of them, unless those are to be forgotten; then nothing was changed.
 */
export async function resealKeys(
  ctx: Ctx,
  keys: KeyRing,
  options: { readonly forget: boolean },
): Promise<Resealed> {
  const { store } = ctx;
  const cipher = createCipher(...keys);
  const present = createCipher(keys[0]);
  const sealed = await listSealedKeys(store);
  const closed = sealed.filter((one) => !opens(cipher, one)).map(({ context }) => context);
  if (closed.length > 0 && !options.forget)
    throw new AppError(
      'SECRET_REJECTED',
      `${closed.length} stored vendor keys open with none of the encryption keys; nothing was changed. With --forget they are removed`,
      { closed },
    );
  const due = new Set(sealed.filter((one) => !opens(present, one)).map(({ context }) => context));
  const change = (context: string, sealedKey: string): string | null =>
    closed.includes(context) ? null : present.seal(cipher.open(sealedKey, context), context);
  await store.ensure([keyChecks]);
  const done = { resealed: due.size - closed.length, forgotten: closed };
  await store.transaction(async (tx) => {
    for (const [entity, contextOf] of [
      [modelVendors, vendorContext],
      [marketProviders, providerContext],
    ] as const) {
      const all = tx.collection<{ _id: string; sealedKey: string | null }>(entity);
      for (const { _id, sealedKey } of await all.find({}))
        if (sealedKey !== null && due.has(contextOf(_id)))
          await all.updateOne({ _id, sealedKey }, { $set: { sealedKey: change(contextOf(_id), sealedKey) } });
    }
    await writeKeyCheck(tx, present);
    await record({ ...ctx, store: tx }, keyActions, {
      action: 'keys-resealed',
      subject: 'encryption-key',
      details: done,
    });
  });
  return done;
}
