import { describe, expect, it } from 'vitest';
import { sampleSnapshot } from '../rules/fixtures/sample-snapshot.ts';
import { enoughEvidence } from '../rules/weights.ts';
import { whyWithheld } from './why-withheld.ts';

const whole = sampleSnapshot();
const bars = (value: number) => {
  const [first] = whole.facts;
  return { ...first!, id: 'market.bars', group: 'market', value, unit: 'count' } as const;
};
const facts = [...whole.facts.filter(({ id }) => id !== 'market.bars'), bars(enoughEvidence.bars.long)];
const enough = { ...whole, facts, doubts: [] };
const pricesAlone = { ...enough, facts: facts.filter(({ group }) => group === 'market'), news: [] };
const reasons = (input: typeof enough, horizon: 'short' | 'medium' | 'long') =>
  whyWithheld(input, horizon).map(({ because }) => because.en);

describe('a rating', () => {
  it('is not withheld where everything is there', () => {
    for (const horizon of ['short', 'medium', 'long'] as const) expect(reasons(enough, horizon)).toEqual([]);
  });

  it('for years is withheld on prices alone, and given for weeks and months', () => {
    expect(reasons(pricesAlone, 'long')).toEqual([
      expect.stringContaining('one kind of data carries no rating'),
    ]);
    expect(reasons(pricesAlone, 'medium')).toEqual([]);
    expect(reasons(pricesAlone, 'short')).toEqual([]);
  });

  it.each([
    ['accounts', { facts: facts.filter(({ group }) => ['market', 'fundamentals'].includes(group)) }],
    ['news', { news: whole.news }],
  ])('for years is given on prices and %s', (_kind, more) => {
    expect(reasons({ ...pricesAlone, ...more }, 'long')).toEqual([]);
  });

  it('is withheld one bar short of what the horizon needs', () => {
    const few = { ...enough, facts: [...facts.slice(0, -1), bars(enoughEvidence.bars.short - 1)] };
    expect(reasons(few, 'short')).toEqual([expect.stringContaining('daily bars, and this horizon needs')]);
  });
});
