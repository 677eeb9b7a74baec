import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError, Secret } from '@sagacity/kernel';
import { deriveKey } from './derive-key.ts';
import type { KeyRing } from './parse-key-ring.ts';

/** Encryption at rest. `context` names whose secret it is; a text sealed for one context does not open in another. */
export interface Cipher {
  seal(secret: Secret, context: string): string;
  /** Throws SECRET_REJECTED when the text was altered, moved, or sealed under another key. */
  open(sealed: string, context: string): Secret;
}

const version = 'v1';
const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM; the text is `v1.` and base64url of nonce, tag and ciphertext. The first key seals, each of them opens. */
export function createCipher(...encryptionKeys: KeyRing): Cipher {
  const keys = encryptionKeys.map((one) => deriveKey(one, 'encryption at rest')) as [Buffer, ...Buffer[]];
  return {
    seal(secret, context) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', keys[0], nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(secret.reveal(), 'utf8'), cipher.final()]);
      return `${version}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open(sealed, context) {
      const [label, text = ''] = sealed.split('.');
      const bytes = Buffer.from(text, 'base64url');
      try {
        if (label !== version) throw new Error(`unknown form ${label}`);
        return new Secret(openWithAny(keys, bytes, context));
      } catch (error) {
        const next = 'Put back the encryption key it was stored under, or enter the key again.';
        throw new AppError(
          'SECRET_REJECTED',
          `${context}: the stored key cannot be opened. ${next}`,
          {},
          error,
        );
      }
    },
  };
}

function openWithAny(
  [key, ...others]: readonly [Buffer, ...Buffer[]],
  bytes: Buffer,
  context: string,
): string {
  try {
    return openWith(key, bytes, context);
  } catch (error) {
    const [next, ...rest] = others;
    if (next === undefined) throw error;
    return openWithAny([next, ...rest], bytes, context);
  }
}

function openWith(key: Buffer, bytes: Buffer, context: string): string {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  const body = bytes.subarray(nonceBytes + tagBytes);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
}
