import { parseTagged, stringifyTagged } from '@sagacity/platform/store/query/tagged-json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

const scalar = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-01-01') }),
  fc.uint8Array({ maxLength: 8 }),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 5, noNullPrototype: true }),
  ),
}));

const reversed = (item: unknown): unknown =>
  item !== null && typeof item === 'object' && Object.getPrototypeOf(item) === Object.prototype
    ? Object.fromEntries(
        Object.entries(item)
          .toReversed()
          .map(([name, field]) => [name, reversed(field)]),
      )
    : item;

describe('canonical JSON', () => {
  it('is one text whatever the order of fields', () => {
    fc.assert(fc.property(value, (item) => canonicalJson(reversed(item)) === canonicalJson(item)));
  });

  it('is the same after a value was stored and read', () => {
    fc.assert(
      fc.property(value, (item) => canonicalJson(parseTagged(stringifyTagged(item))) === canonicalJson(item)),
    );
  });

  it('tells a date and bytes from their text, and a missing field from null', () => {
    const at = new Date('2026-01-05T00:00:00.000Z');
    const texts = [at, at.toISOString(), new Uint8Array([1]), 'AQ==', {}, { a: null }, [], [null]].map(
      canonicalJson,
    );
    expect(new Set(texts).size).toBe(texts.length);
    expect(canonicalJson({ a: undefined })).toBe('{}');
  });
});
