import { Secret } from '@sagacity/kernel';
import type { Cipher } from '@sagacity/platform/crypto/cipher';

/** What to store for a key as typed: absent keeps the stored one, null removes it. */
export function sealedKeyOf(
  cipher: Cipher,
  context: string,
  typed: string | null | undefined,
  stored: string | null,
): string | null {
  if (typed === undefined) return stored;
  return typed === null ? null : cipher.seal(new Secret(typed), context);
}
