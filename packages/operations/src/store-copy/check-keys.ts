import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listSealedKeys, opens } from '@sagacity/features/keys/index';
import { AppError } from '@sagacity/kernel';
import type { Config } from '@sagacity/platform/config/index';
import { readSecretFile } from '@sagacity/platform/config/read-secret-file';
import { createCipher, parseKeyRing } from '@sagacity/platform/crypto/index';
import type { Store } from '@sagacity/platform/store/port';
import type { Address } from './read-address.ts';

export interface TargetKeyOptions {
  readonly target: Address;
  readonly config: Pick<Config, 'security'>;
  /** File with the target installation's encryption key. */
  readonly encryptionKeyFile?: string;
}

export interface KeyCheck {
  /** Vendor keys stored encrypted in the source. */
  readonly sealed: number;
  /** Where the key they were tried with comes from; null when the target's key is not known here. */
  readonly triedWith: string | null;
}

/** The key the target's servers will use, as far as it can be known here; a data directory without one makes its own. */
export function findTargetKey({ target, config, encryptionKeyFile }: TargetKeyOptions) {
  const own = target.kind === 'sqlite' ? join(target.dataDir, 'keys', 'encryption-key') : null;
  const file = encryptionKeyFile ?? (own && existsSync(own) ? own : null);
  if (file !== null) {
    const read = readSecretFile(file);
    if (read.problem !== undefined)
      throw new AppError('VALIDATION_FAILED', `store copy: encryption key: ${read.problem}`);
    return { from: file, keys: parseKeyRing(file, read.text) };
  }
  const encryptionKey = own === null ? config.security.encryptionKey : null;
  const from = 'security.encryptionKey of this configuration';
  return encryptionKey && { from, keys: parseKeyRing(from, encryptionKey.reveal()) };
}

/** Tries every stored vendor key with the target's encryption key. Throws SECRET_REJECTED when one does not open. */
export async function checkKeys(source: Store, options: TargetKeyOptions): Promise<KeyCheck> {
  const sealed = await listSealedKeys(source);
  const known = findTargetKey(options);
  if (!known || sealed.length === 0) return { sealed: sealed.length, triedWith: null };
  const cipher = createCipher(...known.keys);
  const closed = sealed.filter((one) => !opens(cipher, one));
  if (closed.length > 0) throw wrongKey(known.from, closed);
  return { sealed: sealed.length, triedWith: known.from };
}

const wrongKey = (from: string, closed: readonly { context: string }[]) =>
  new AppError(
    'SECRET_REJECTED',
    `store copy: ${closed.length} stored vendor keys do not open with ${from}; nothing was copied. Give the target the source's encryption key (its keys/encryption-key, or SAGACITY_SECURITY_ENCRYPTION_KEY), or remove these keys in the source's settings`,
    { closed: closed.map(({ context }) => context) },
  );
