import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError, Secret } from '@sagacity/kernel';
import { deriveKey } from './derive-key.ts';

/** Encryption at rest. `context` names whose secret it is; a text sealed for one context does not open in another. */
export interface Cipher {
  seal(secret: Secret, context: string): string;
  /** Throws SECRET_REJECTED when the text was altered, moved, or sealed under another key. */
  open(sealed: string, context: string): Secret;
}

const version = 'v1';
const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM; the text is `v1.` and base64url of nonce, tag and ciphertext. */
export function createCipher(encryptionKey: Secret): Cipher {
  const key = deriveKey(encryptionKey, 'encryption at rest');
  return {
    seal(secret, context) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(secret.reveal(), 'utf8'), cipher.final()]);
      return `${version}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open(sealed, context) {
      const [label, text = ''] = sealed.split('.');
      const bytes = Buffer.from(text, 'base64url');
      try {
        if (label !== version) throw new Error(`unknown form ${label}`);
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
          authTagLength: tagBytes,
        });
        decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
        const body = bytes.subarray(nonceBytes + tagBytes);
        return new Secret(Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8'));
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
