import { describe, expect, it } from 'vitest';
import { readingTopics } from '../reading-topics.ts';
import { getPoint, listPoints, points, shortOf } from './get-point.ts';

describe('points', () => {
  it.each(
    readingTopics.filter(([topic]) => topic !== 'news.*').map(([topic, , bull, bear]) => [topic, bull, bear]),
  )('name %s and have a short form for each side it may speak for', (topic, bull, bear) => {
    const point = getPoint(topic);
    expect(point.name.zh && point.name.en).toBeTruthy();
    expect(point.bull !== undefined).toBe(bull !== '—');
    expect(point.bear !== undefined).toBe(bear !== '—');
  });

  it('have names that differ, so that a reference is understood', () => {
    for (const language of ['zh', 'en'] as const) {
      const names = Object.values(points).map(({ name }) => name[language]);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('are short by the direction of the evidence', () => {
    const evidence = { topic: 'momentum.macd', strength: 1, claim: 'the claim', factIds: [] };
    expect(shortOf({ ...evidence, direction: 1 }, 'en')).toMatch(/is positive/);
    expect(shortOf({ ...evidence, direction: -1 }, 'en')).toMatch(/is negative/);
    expect(shortOf({ ...evidence, direction: 0 }, 'en')).toBe('the claim');
  });

  it('are listed by area', () => {
    const topics = ['trend.order', 'growth.revenue', 'trend.slope'].map((topic) => ({ topic }));
    expect(listPoints(topics, 'zh')).toBe('趋势（均线次序、均线斜率）和成长（营收增速）');
    expect(listPoints(topics.slice(0, 1), 'en')).toBe('trend (the order of the averages)');
  });
});
