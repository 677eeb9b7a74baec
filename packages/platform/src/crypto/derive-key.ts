import { hkdfSync } from 'node:crypto';
import type { Secret } from '@sagacity/kernel';

/** 32 bytes for one purpose, by HKDF-SHA-256 (RFC 5869); different purposes give unrelated keys. */
export const deriveKey = (secret: Secret, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret.reveal(), 'sagacity', purpose, 32));
