import { createHash } from 'node:crypto';

const sorted = (_key: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** JSON with the keys of every object in code-unit order: equal values give equal text. */
export const canonicalJson = (value: unknown): string => JSON.stringify(value, sorted);

export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');
