import { expect, it } from 'vitest';
import { verdictOf } from './verdict.ts';

it.each([
  ['hold', 0.01, 50, /evenly matched/],
  ['hold', 0.01, 33, /the bear is ahead.*cancel out/],
  ['hold', -0.15, 33, /the bear is somewhat ahead.*a sale/],
  ['hold', 0.15, 30, /the bear is ahead and weighted by area the bull/],
  ['buy', 0.3, 80, /^the bull has the stronger/],
  ['sell', -0.3, 60, /the bull is ahead, yet weighted by area the bear/],
  ['buy', 0.3, undefined, /^the bull has the stronger/],
] as const)('of a %s with a score of %d and a share of %s says who is ahead', (side, score, share, text) => {
  expect(verdictOf(side, score, share).en).toMatch(text);
});
