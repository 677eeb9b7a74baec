import { randomInt } from 'node:crypto';

/** Letters and digits nobody mixes up: no 0 O 1 l I. */
const readable = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Four groups of four, `k7Pm-Xw3t-…`: 92 bits. */
export const randomPassword = (): string =>
  Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => readable[randomInt(readable.length)]).join(''),
  ).join('-');
