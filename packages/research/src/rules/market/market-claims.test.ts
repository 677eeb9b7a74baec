import type { Fact } from '@sagacity/contracts/facts';
import { expect, it } from 'vitest';
import { readFacts } from '../read-facts.ts';
import { levels } from './levels.ts';
import { trend } from './trend.ts';

const factsOf = (values: Readonly<Record<string, number>>): ReadonlyMap<string, Fact> =>
  new Map(Object.entries(values).map(([id, value]) => [id, { id, value } as unknown as Fact])); // only values are read

const adxOf = (plus: number, minus: number) =>
  trend(
    readFacts(factsOf({ 'market.adx14': 35, 'market.plus-di14': plus, 'market.minus-di14': minus })),
  ).find(({ topic }) => topic === 'trend.adx');

it('reads no direction from a strong ADX whose two lines nearly meet', () => {
  expect(adxOf(25.2, 21.1)).toMatchObject({ direction: 0 });
  expect(adxOf(20.1, 19.7)).toMatchObject({ direction: 0 });
  expect(adxOf(30, 15)?.direction).toBeGreaterThan(0);
  expect(adxOf(15, 30)?.direction).toBeLessThan(0);
});

const supported = { 'market.close': 100, 'market.atr14': 4, 'market.support-1': 90, 'market.room-down': 2.5 };
const resisted = {
  'market.close': 100,
  'market.atr14': 4,
  'market.resistance-1': 110,
  'market.room-up': 2.5,
};

it('claims that nothing is above only at the high of the year, and nothing below only at its low', () => {
  const topics = (values: Record<string, number>) => levels(factsOf(values)).map(({ topic }) => topic);
  expect(topics({ ...supported, 'market.high-250d': 104.3 })).toEqual([]);
  expect(topics({ ...supported, 'market.high-250d': 100.5 })).toEqual(['levels.open-sky']);
  expect(topics({ ...resisted, 'market.low-250d': 85 })).toEqual([]);
  expect(topics({ ...resisted, 'market.low-250d': 99.5 })).toEqual(['levels.no-floor']);
});
