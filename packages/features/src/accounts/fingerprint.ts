import { createHash } from 'node:crypto';

/** Tells one browser at one address from others, without keeping either. */
export const fingerprintOf = (address: string | null, userAgent: string): string =>
  createHash('sha256')
    .update(`${address ?? ''}\n${userAgent}`)
    .digest('base64url');
