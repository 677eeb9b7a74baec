import { expect, it } from 'vitest';
import { sketch } from './price-sketch.ts';

it('draws nothing of one close', () => {
  expect(sketch([8], { target: null, stop: null })).toBeNull();
});

it.each([
  [[95, 103, 99], { target: 118.2, stop: 92.4 }],
  [[0.0381, 0.0412], { target: null, stop: 0.0366 }],
  [[1_712.5, 1_690], { target: 1_900, stop: null }],
])('has three to seven round prices on its axis, all inside: %j', (closes, levels) => {
  const { ticks } = sketch(closes, levels)!;
  expect(ticks.length).toBeGreaterThanOrEqual(3);
  expect(ticks.length).toBeLessThanOrEqual(7);
  for (const { topPct } of ticks) expect(topPct).toBeGreaterThanOrEqual(0);
  for (const { topPct } of ticks) expect(topPct).toBeLessThanOrEqual(100);
});

it('puts a higher price further up', () => {
  const drawn = sketch([10, 11], { target: 14, stop: 9 })!;
  expect(drawn.target).toBeLessThan(drawn.stop!);
  const prices = drawn.ticks.map(({ price }) => price);
  expect(prices).toEqual(prices.toSorted((a, b) => a - b));
});

it('draws a price that never moved', () => {
  expect(sketch([5, 5, 5], { target: null, stop: null })?.path).not.toContain('NaN');
});
