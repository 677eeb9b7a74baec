import { AppError, Secret } from '@sagacity/kernel';

/** What was signed or sealed with any of them is accepted; the first signs and seals. */
export type KeyRing = readonly [Secret, ...Secret[]];

/** While a key is being changed there are two. */
const mostKeys = 2;

/** The keys of one purpose, a line each. Throws SECRET_REJECTED when there are too many. */
export function parseKeyRing(name: string, text: string): KeyRing {
  const [first = '', ...others] = text.trim().split(/\s+/);
  if (others.length >= mostKeys)
    throw new AppError(
      'SECRET_REJECTED',
      `${name}: has more than ${mostKeys} lines, each of which is a key`,
      { name },
    );
  return [new Secret(first), ...others.map((key) => new Secret(key))];
}
