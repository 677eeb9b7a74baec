import { createHmac, timingSafeEqual } from 'node:crypto';

/** HMAC-SHA-256 of the text, base64url. */
export const macOf = (key: Buffer, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64url');

/** Compares in constant time. */
export function isMacOf(key: Buffer, text: string, mac: string): boolean {
  const expected = Buffer.from(macOf(key, text));
  const given = Buffer.from(mac);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
