import fc from 'fast-check';
import { Query } from 'mingo';
import { describe, expect, it } from 'vitest';
import { document, filter } from './arbitraries.conformance.ts';
import { matches } from './matches.ts';
import { parseFilter } from './parse-filter.ts';

const test = (stored: unknown, wanted: unknown) => matches(stored, parseFilter(wanted));

it('agrees with mingo on random documents and filters', { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(document, filter, (stored, wanted) => {
      expect(test(stored, wanted)).toBe(new Query(wanted).test(stored));
    }),
    { numRuns: 1_500 },
  );
});

describe('follows MongoDB where mingo does not', () => {
  it.each([
    [
      'null and missing are alike to $gte, $lte and $all',
      {},
      { $and: [{ a: { $gte: null } }, { a: { $lte: null } }, { a: { $all: [null] } }] },
      true,
    ],
    ['a missing field of one list element is null', { rows: [{ b: 1 }, {}] }, { 'rows.b': null }, true],
    ['an empty list has no element that misses a field', { rows: [] }, { 'rows.b': null }, false],
    ['scalars in a list have no fields to miss', { rows: [1, 'x'] }, { 'rows.b': null }, false],
    [
      '$size counts the list of one element, not the elements',
      { rows: [{ b: 1 }, { b: 2 }] },
      { 'rows.b': { $size: 2 } },
      false,
    ],
    ['a list within a list is not entered by name', { a: [[{ b: 1 }]] }, { 'a.b': 1 }, false],
    ['a list within a list is entered by index', { a: [[{ b: 1 }]] }, { 'a.0.b': 1 }, true],
    [
      '$elemMatch takes a list within a list as a whole',
      { a: [[1, 5]] },
      { a: { $elemMatch: { $gt: 3 } } },
      false,
    ],
    ['$all is met by a scalar', { a: 1 }, { a: { $all: [1] } }, true],
    ['bounds may be met by different elements', { a: [1, 9] }, { a: { $gt: 5, $lt: 3 } }, true],
    [
      '$elemMatch wants one element for both bounds',
      { a: [1, 9] },
      { a: { $elemMatch: { $gt: 5, $lt: 3 } } },
      false,
    ],
    ['embedded documents are equal in field order only', { a: { b: 1, c: 2 } }, { a: { c: 2, b: 1 } }, false],
    ['a document key that looks like an index is a name', { a: { 0: 'x' } }, { 'a.0': 'x' }, true],
    ['numbers and booleans are different types', { a: 1 }, { a: true }, false],
    ['text compares by code point', { a: '\u{1F600}' }, { a: { $gt: '\uFFFD' } }, true],
  ])('%s', (_name, stored, wanted, expected) => {
    expect(test(stored, wanted)).toBe(expected);
  });
});

it.each([
  [{ a: { $regex: 'x' } }],
  [{ a: /x/ }],
  [{ a: { $in: [/x/] } }],
  [{ $where: 'true' }],
  [{ $expr: {} }],
  [{ a: { $type: 'string' } }],
  [{ a: { $eq: 1, x: 2 } }],
  [{ a: { b: { $gt: 1 } } }],
  [{ a: { $not: 5 } }],
  [{ a: { $exists: 1 } }],
  [{ a: { $in: 1 } }],
  [{ $or: [] }],
  [{ $and: [{ a: { $mod: [2, 0] } }] }],
  [{ a: { $elemMatch: { b: { $regex: 'x' } } } }],
  [{ a: { $all: [{ $elemMatch: { b: 1 } }] } }],
  [{ a: undefined }],
  [{ a: Number.NaN }],
  [{ a: { constructor: { $gt: 1 } } }],
  [{ a: { $constructor: 1 } }],
  [{ 'a..b': 1 }],
  [{ '__proto__.b': 1 }],
])('refuses the filter %j', (wanted) => {
  expect(() => parseFilter(wanted)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_OPERATOR' }));
});
