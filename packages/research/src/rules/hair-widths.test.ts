import type { Fact } from '@sagacity/contracts/facts';
import { describe, expect, it } from 'vitest';
import { levels } from './market/levels.ts';
import { momentum } from './market/momentum.ts';
import { trend } from './market/trend.ts';
import { volume } from './market/volume.ts';
import { readFacts } from './read-facts.ts';
import { crowd } from './sentiment/crowd.ts';

type Values = Readonly<Record<string, number>>;
const read = (values: Values) => {
  const known = new Map(
    Object.entries({ 'market.atr14': 4, ...values }).map(([id, value]) => [
      id,
      { id, value } as unknown as Fact, // only values are read
    ]),
  );
  const facts = readFacts(known);
  return [...trend(facts), ...momentum(facts), ...volume(facts), ...crowd(facts), ...levels(known)];
};
const directionOf = (topic: string, values: Values) =>
  read(values).find((found) => found.topic === topic)?.direction;

const averages = (close: number, ma20: number, ma60: number): Values => ({
  'market.close': close,
  'market.ma20': ma20,
  'market.ma60': ma60,
});
const room = (up: number, down: number): Values => ({
  'market.resistance-1': 100 + 4 * up,
  'market.support-1': 100 - 4 * down,
  'market.close': 100,
  'market.room-up': up,
  'market.room-down': down,
  'market.room-ratio': up / down,
});
const macd = (now: number, before: number): Values => ({
  'market.macd': 1,
  'market.macd-histogram': now,
  'market.macd-histogram-previous': before,
});
const kdj = (k: number, d: number): Values => ({ 'market.kdj-k': k, 'market.kdj-d': d, 'market.kdj-j': k });

/** Each reading with a difference of a hair's width, and with one that is clear. */
const pairs: ReadonlyArray<readonly [topic: string, hair: Values, clear: Values]> = [
  [
    'crowd.cost',
    { 'market.close': 100, 'market.vwap20': 99.9 },
    { 'market.close': 100, 'market.vwap20': 98 },
  ],
  [
    'crowd.cost',
    { 'market.close': 100, 'market.vwap20': 100.9 },
    { 'market.close': 100, 'market.vwap20': 102 },
  ],
  ['trend.order', averages(100, 99, 99.9), averages(100, 98, 96)],
  ['trend.order', averages(100, 101, 100.9), averages(100, 102, 104)],
  [
    'trend.slope',
    { 'market.ma20-slope': 0.1, 'market.ma60-slope': 0.02 },
    { 'market.ma20-slope': 2, 'market.ma60-slope': 1 },
  ],
  [
    'trend.persistence',
    { 'market.return-60d': 0.4, 'market.return-120d': 1 },
    { 'market.return-60d': 4, 'market.return-120d': 9 },
  ],
  ['momentum.macd', macd(0.02, -0.02), macd(0.4, -0.4)],
  ['momentum.macd', macd(-0.1, 0.1), macd(-0.4, 0.4)],
  ['momentum.kdj', kdj(50.4, 50), kdj(60, 50)],
  ['momentum.rsi', { 'market.rsi14': 50.4 }, { 'market.rsi14': 60 }],
  [
    'momentum.recent',
    { 'market.return-5d': 0.1, 'market.return-20d': 0.2 },
    { 'market.return-5d': 2, 'market.return-20d': 5 },
  ],
  [
    'volume.obv',
    { 'market.obv-slope': 1.5, 'market.return-20d': 5 },
    { 'market.obv-slope': 12, 'market.return-20d': 5 },
  ],
  [
    'volume.thin',
    { 'market.volume-ratio': 0.6, 'market.return-5d': -0.1 },
    { 'market.volume-ratio': 0.6, 'market.return-5d': -3 },
  ],
  ['levels.room', room(3.7, 3.3), room(6, 2)],
];

describe('a difference of a hair’s width', () => {
  it.each(pairs)('takes no side in %s (%#), a clear one does', (topic, hair, clear) => {
    expect(directionOf(topic, hair)).toBe(0);
    expect(Math.abs(directionOf(topic, clear) ?? 0)).toBeGreaterThan(0.1);
  });

  it('makes an order of averages no complete one', () => {
    expect(directionOf('trend.order', averages(100, 99.9, 96))).toBeLessThan(1);
    expect(directionOf('trend.order', averages(100, 97, 96.9))).toBeLessThan(1);
  });

  it('makes a rise of one average none of both', () => {
    expect(directionOf('trend.slope', { 'market.ma20-slope': 2, 'market.ma60-slope': 0.1 })).toBe(0.3);
    expect(directionOf('trend.slope', { 'market.ma20-slope': -0.1, 'market.ma60-slope': -2 })).toBe(-0.3);
  });

  it('makes bars of MACD neither grow nor shrink', () => {
    expect(directionOf('momentum.macd', macd(0.4, 0.39))).toBe(0.5);
    expect(directionOf('momentum.macd', macd(0.39, 0.4))).toBe(0.5);
  });

  it('of the bands turns no extreme of RSI from a fall to a rebound', () => {
    const bands = { 'market.boll-upper': 120, 'market.boll-middle': 110, 'market.boll-lower': 100 };
    const heat = (position: number) =>
      read({ ...bands, 'market.rsi6': 3.7, 'market.boll-position': position }).find(({ topic }) =>
        topic.startsWith('crowd.'),
      )!;
    expect(heat(7).direction).toBe(0);
    expect(heat(7).claim.en).not.toMatch(/short of an extreme/);
    expect(heat(4).direction).toBeGreaterThan(0);
  });

  it('is none where a week took back part of a month', () => {
    const found = read({ 'market.return-5d': -6, 'market.return-20d': 5 });
    expect(found.find(({ topic }) => topic === 'momentum.recent')?.claim.en).toMatch(/gave some back/);
  });

  it('confirms no price that stood still', () => {
    const found = read({ 'market.obv-slope': 12, 'market.return-20d': 0.1 });
    expect(found.find(({ topic }) => topic === 'volume.obv')?.claim.en).not.toMatch(/confirms/);
  });

  it('puts a price in the middle of two near levels at neither', () => {
    const topics = read(room(0.9, 0.8)).map(({ topic }) => topic);
    expect(topics).not.toContain('levels.at-support');
    expect(topics).not.toContain('levels.at-resistance');
  });
});
