import type { Fact } from '@sagacity/contracts/facts';
import { describe, expect, it } from 'vitest';
import { groupFigures } from './key-figures.ts';

const fact = (id: string, group: Fact['group'], asOf = '2026-11-20'): Fact => ({
  id,
  group,
  label: { zh: id, en: id },
  value: 1,
  unit: 'points',
  digits: 1,
  asOf,
  source: { provider: 'demo', dataset: 'bars' },
});

describe('key figures', () => {
  it('puts what is looked for first in front and keeps the rest', () => {
    const [market] = groupFigures([
      fact('market.adx14', 'market'),
      fact('market.rsi14', 'market'),
      fact('market.close', 'market'),
    ]);
    expect(market?.key.map(({ id }) => id)).toEqual(['market.close', 'market.rsi14']);
    expect(market?.rest.map(({ id }) => id)).toEqual(['market.adx14']);
  });
  it('shows some of a group it knows nothing about', () => {
    const [news] = groupFigures(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => fact(id, 'news')));
    expect([news?.key.length, news?.rest.length]).toEqual([5, 1]);
  });
  it('names the day of most of the group', () => {
    const days = ['2026-11-12', '2026-11-20', '2026-11-20'];
    const [group] = groupFigures(days.map((day, index) => fact(`x${index}`, 'market', day)));
    expect(group?.asOf).toBe('2026-11-20');
  });
});
