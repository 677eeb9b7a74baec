import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isDeeperThan } from './is-deeper-than.ts';

const depthOf = (value: unknown): number =>
  value !== null && typeof value === 'object' ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

it('agrees with the depth of what the text stands for', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.integer({ min: 0, max: 6 }), (value, most) => {
      expect(isDeeperThan(JSON.stringify(value), most)).toBe(depthOf(value) > most);
    }),
  );
});

it.each([
  ['brackets in a text', '{"a":"[[[[{{{{"}', false],
  ['a quote that is escaped', '{"a":"\\"[[[["}', false],
  ['a backslash that is escaped', '{"a":"\\\\","b":[[[[1]]]]}', true],
  ['a text that does not end', '{"a":"[[[[', false],
  ['lists that do not end', '[[[[', true],
])('judges %s', (_what, text, expected) => {
  expect(isDeeperThan(text, 3)).toBe(expected);
});
