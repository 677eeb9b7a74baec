import type { Fact } from '@sagacity/contracts/facts';
import { describe, expect, it } from 'vitest';
import { readFacts } from '../read-facts.ts';
import { growth } from './growth.ts';
import { profitability } from './profitability.ts';
import { valuation } from './valuation.ts';

const factsOf = (values: Readonly<Record<string, number>>) =>
  readFacts(
    new Map(
      Object.entries(values).map(([id, value]) => [
        `fundamentals.${id}`,
        { id, value } as unknown as Fact, // only values are read
      ]),
    ),
  );
const marginOf = (before: number, now: number) =>
  profitability(factsOf({ 'net-margin-previous': before, 'net-margin': now }))[0]!;

describe('a net margin', () => {
  it.each([
    [-0.3, -1.2, -1, /losses are growing/, /亏损在扩大/],
    [-1.2, -1.25, -1, /about unchanged/, /没有明显变化/],
    [-8, -2, -1, /shrinking, but losses/, /仍是亏损/],
    [2, -0.1, -1, /turned into loss/, /由盈转亏/],
    [-0.1, 2, 1, /turned into profit/, /扭亏为盈/],
    [2, 1.2, -1, /eroded/, /侵蚀/],
    [9.8, 8.78, -1, /eroded/, /侵蚀/],
    [1.2, 2, 1, /improving/, /改善/],
    [20, 19.5, 1, /broadly stable/, /大体稳定/],
    [0.5, 0.4, 1, /broadly stable/, /大体稳定/],
  ] as const)('from %d to %d says what became of the profit', (before, now, sign, en, zh) => {
    const { direction, claim } = marginOf(before, now);
    expect(Math.sign(direction)).toBe(sign);
    expect(claim.en).toMatch(en);
    expect(claim.zh).toMatch(zh);
  });
});

describe.each(['revenue-growth', 'net-income-growth'])('%s', (id) => {
  it.each([
    [-4.7, /a small decline/, /小幅下降/],
    [-0.4, /about the level/, /基本持平/],
    [0.4, /about the level/, /基本持平/],
    [2.1, /hardly any growth/, /增长微弱/],
  ] as const)('of %d says whether it fell', (value, en, zh) => {
    const { claim } = growth(factsOf({ [id]: value }))[0]!;
    expect(claim.en).toMatch(en);
    expect(claim.zh).toMatch(zh);
  });

  it('counts a small decline for more than a standstill', () => {
    const directionOf = (value: number) => growth(factsOf({ [id]: value }))[0]!.direction;
    expect(directionOf(-4.7)).toBeLessThan(directionOf(-0.4));
  });
});

it('calls it no growth at the expense of profit where sales stood still', () => {
  const claim = (sales: number) =>
    growth(factsOf({ 'revenue-growth': sales, 'net-income-growth': -20 }))[1]!.claim.en;
  expect(claim(0.2)).not.toMatch(/expense of profit/);
  expect(claim(6)).toMatch(/expense of profit/);
});

it('calls no P/E cheap that is high because profits have almost gone', () => {
  const known = {
    'valuation.pe-ttm': 169,
    'valuation.pe-ttm-percentile': 12,
    'valuation.pe-ttm-below': 88,
    'valuation.years': 5,
  };
  const facts = readFacts(
    new Map(Object.entries(known).map(([id, value]) => [id, { id, value } as unknown as Fact])), // only values are read
  );
  const [found] = valuation(facts);
  expect(found).toMatchObject({ topic: 'valuation.pe-ttm', direction: 0 });
  expect(found!.claim.en).not.toMatch(/: cheap/);
});
