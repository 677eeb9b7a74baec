import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  marketProviders,
  modelVendors,
  providerContext,
  vendorContext,
} from '@sagacity/features/settings/documents';
import { AppError, Secret } from '@sagacity/kernel';
import type { Config } from '@sagacity/platform/config/index';
import { readSecretFile } from '@sagacity/platform/config/read-secret-file';
import { createCipher } from '@sagacity/platform/crypto/index';
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
    return { from: file, key: new Secret(read.text.trim()) };
  }
  const encryptionKey = own === null ? config.security.encryptionKey : null;
  return encryptionKey && { from: 'security.encryptionKey of this configuration', key: encryptionKey };
}

/** Tries every stored vendor key with the target's encryption key. Throws SECRET_REJECTED when one does not open. */
export async function checkKeys(source: Store, options: TargetKeyOptions): Promise<KeyCheck> {
  const vendors = await source.collection(modelVendors).find({ sealedKey: { $ne: null } });
  const providers = await source.collection(marketProviders).find({ sealedKey: { $ne: null } });
  const sealed = [
    ...vendors.map(({ _id, sealedKey }) => ({ context: vendorContext(_id), sealedKey })),
    ...providers.map(({ _id, sealedKey }) => ({ context: providerContext(_id), sealedKey })),
  ];
  const known = findTargetKey(options);
  if (!known || sealed.length === 0) return { sealed: sealed.length, triedWith: null };
  const cipher = createCipher(known.key);
  const closed = sealed.filter(({ context, sealedKey }) => {
    try {
      cipher.open(sealedKey ?? '', context);
      return false;
    } catch {
      return true;
    }
  });
  if (closed.length > 0) throw wrongKey(known.from, closed);
  return { sealed: sealed.length, triedWith: known.from };
}

const wrongKey = (from: string, closed: readonly { context: string }[]) =>
  new AppError(
    'SECRET_REJECTED',
    `store copy: ${closed.length} stored vendor keys do not open with ${from}; nothing was copied. Give the target the source's encryption key (its keys/encryption-key, or SAGACITY_SECURITY_ENCRYPTION_KEY), or remove these keys in the source's settings`,
    { closed: closed.map(({ context }) => context) },
  );
