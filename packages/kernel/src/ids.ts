import { randomBytes } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A sortable id: 9 characters of time (ms, base 32) and 13 random ones (65 bits), e.g. `run_01kb…`.
 * Ids made later sort later; two made in the same millisecond collide with probability 2^-65.
 */
export function newId(prefix: string, nowMs: number = Date.now()): string {
  let time = '';
  for (let rest = nowMs, i = 0; i < 9; i++, rest = Math.floor(rest / 32)) time = alphabet[rest % 32] + time;
  const random = Array.from(randomBytes(13), (byte) => alphabet[byte % 32]).join('');
  return `${prefix}_${time}${random}`;
}
