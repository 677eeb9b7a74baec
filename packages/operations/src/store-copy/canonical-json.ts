import { tagScalar } from '@sagacity/platform/store/query/tagged-json';

/** One text for one value, whatever the order of its fields; dates and bytes are kept apart from text. `undefined` fields are dropped. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(tagScalar(value));
  if (value instanceof Date || value instanceof Uint8Array) return JSON.stringify(tagScalar(value));
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`).join(',')}}`;
}
