import { isAppError } from '@sagacity/kernel';
import fc from 'fast-check';
import { updateOne } from 'mingo';
import { describe, expect, it } from 'vitest';
import { applyUpdate } from './apply-update.ts';
import { document, update } from './arbitraries.conformance.ts';
import { parseFilter } from './parse-filter.ts';
import { parseUpdate } from './parse-update.ts';
import { upsertBase } from './upsert-base.ts';

const apply = (stored: unknown, change: unknown, inserting = false) =>
  applyUpdate(stored, parseUpdate(change), inserting);

/** Undefined when the update does not fit the document: MongoDB refuses it, mingo skips it in silence. */
function applyIfFit(stored: unknown, change: unknown): unknown {
  try {
    return apply(stored, change);
  } catch (error) {
    if (isAppError(error, 'VALIDATION_FAILED')) return undefined;
    throw error;
  }
}

it('agrees with mingo on random documents and updates', { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(document, update, (stored, change) => {
      const before = structuredClone(stored);
      const ours = applyIfFit(stored, change);
      expect(stored).toEqual(before);
      if (ours === undefined) return;
      updateOne([before], {}, structuredClone(change) as never, { cloneMode: 'deep' }); // its types want one literal shape
      expect(ours).toEqual(before);
    }),
    { numRuns: 1_500 },
  );
});

describe('follows MongoDB where mingo does not', () => {
  it.each([
    ['$slice 0 empties, also a new list', {}, { $push: { a: { $each: [1], $slice: 0 } } }, { a: [] }],
    [
      'a negative $slice keeps the last',
      { a: [1, 2] },
      { $push: { a: { $each: [3], $slice: -2 } } },
      { a: [2, 3] },
    ],
    ['$addToSet leaves twins that were there', { a: [1, 1] }, { $addToSet: { a: 2 } }, { a: [1, 1, 2] }],
    ['$addToSet drops twins it brings', {}, { $addToSet: { a: { $each: [1, 1] } } }, { a: [1] }],
    ['$max compares across types', { a: 5 }, { $max: { a: 'x' } }, { a: 'x' }],
    [
      '$pull of a value leaves lists that hold it',
      { a: ['x', ['x']] },
      { $pull: { a: 'x' } },
      { a: [['x']] },
    ],
    ['$pull of a list removes the equal list', { a: [1, [1]] }, { $pull: { a: [1] } }, { a: [1] }],
    [
      '$pull by fields leaves scalars',
      { a: [1, { b: 1 }] },
      { $pull: { a: { b: { $gte: 1 } } } },
      { a: [1] },
    ],
    ['an index past the end pads with null', { a: [] }, { $set: { 'a.1': 2 } }, { a: [null, 2] }],
    ['$unset of an element leaves null', { a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }],
    ['$mul of a missing field is 0', {}, { $mul: { a: -3 } }, { a: 0 }],
    ['$setOnInsert waits for an insert', {}, { $set: { a: 1 }, $setOnInsert: { b: 1 } }, { a: 1 }],
    ['undefined is not set', { a: 1 }, { $set: { a: undefined, b: { c: undefined } } }, { a: 1, b: {} }],
  ])('%s', (_name, stored, change, expected) => {
    expect(apply(stored, change)).toEqual(expected);
  });
});

it('starts an upsert from the equalities of its filter', () => {
  const filter = {
    _id: 'x',
    'a.b': { $eq: 1 },
    n: { $gt: 5 },
    $and: [{ c: null }],
    $or: [{ d: 1 }, { d: 2 }],
  };
  const base = upsertBase(parseFilter(filter));
  expect(base).toEqual({ _id: 'x', a: { b: 1 }, c: null });
  expect(apply(base, { $inc: { n: 1 }, $setOnInsert: { d: 3 } }, true)).toMatchObject({ n: 1, d: 3 });
});

it.each([
  [{ a: 1 }, { $inc: { 'a.b': 1 } }],
  [{ a: null }, { $set: { 'a.b': 1 } }],
  [{ a: 'x' }, { $inc: { a: 1 } }],
  [{ a: null }, { $mul: { a: 2 } }],
  [{ a: {} }, { $push: { a: 1 } }],
  [{ a: 1 }, { $addToSet: { a: 1 } }],
  [{ a: 1 }, { $pull: { a: 1 } }],
  [{ a: [] }, { $set: { 'a.b': 1 } }],
  [{}, { $set: { a: 1, 'a.b': 2 } }],
  [{}, { $set: { a: 1 }, $inc: { a: 2 } }],
  [{}, { $set: { _id: 'y' } }],
  [{}, { $inc: { a: '1' } }],
])('refuses on %j the update %j', (stored, change) => {
  expect(() => apply(stored, change)).toThrow(expect.objectContaining({ code: 'VALIDATION_FAILED' }));
});

it.each([
  [{}],
  [{ a: 1 }],
  [[{ $set: { a: 1 } }]],
  [{ $rename: { a: 'b' } }],
  [{ $currentDate: { a: true } }],
  [{ $bit: { a: { and: 1 } } }],
  [{ $pop: { a: 1 } }],
  [{ $pullAll: { a: [1] } }],
  [{ $push: { a: { $each: [1], $position: 0 } } }],
  [{ $push: { a: { $each: [1], $sort: 1 } } }],
  [{ $push: { a: { $slice: 1 } } }],
  [{ $set: { 'a.$': 1 } }],
  [{ $set: { 'a.$[].b': 1 } }],
  [{ $set: { a: { $gt: 1 } } }],
  [{ $set: { a: new Map() } }],
  [{ $pull: { a: { $regex: 'x' } } }],
  [{ $constructor: { a: 1 } }],
  [{ $set: { '__proto__.polluted': 1 } }],
  [{ $set: { a: JSON.parse('{"__proto__":{"polluted":1}}') } }],
])('does not support the update %j', (change) => {
  expect(() => parseUpdate(change)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_OPERATOR' }));
});
