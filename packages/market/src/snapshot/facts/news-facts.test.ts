import type { NewsItem } from '@sagacity/contracts/instruments';
import { instrumentOf } from '@sagacity/kernel';
import { describe, expect, it } from 'vitest';
import { newsFacts } from './news-facts.ts';

const instrument = instrumentOf('CN', '600519')!;
const at = (publishedAt: string): NewsItem => ({
  id: publishedAt,
  publishedAt,
  title: { zh: '新闻' },
  summary: {},
  source: 'test',
  url: null,
});
const values = (news: readonly NewsItem[]) => {
  const { facts, absences } = newsFacts(instrument, '2024-03-08', news, 'test');
  return [...facts.map(({ id, value }) => `${id} ${value}`), ...absences.map(({ what }) => `no ${what}`)];
};

describe('newsFacts', () => {
  it('counts whole days back from the end of the day in the exchange’s zone', () => {
    const news = [
      at('2024-03-08T15:59:59Z'),
      at('2024-03-01T16:00:00Z'),
      at('2024-03-01T15:59:59Z'),
      at('2024-02-07T15:59:59Z'),
    ];
    expect(values(news)).toEqual(['news.count-7d 2', 'news.count-30d 3', 'news.latest 2024-03-08']);
  });

  it('names the day in the exchange’s zone', () => {
    expect(values([at('2024-03-07T16:00:00Z')])).toContain('news.latest 2024-03-08');
  });

  it('counts none as none', () => {
    expect(values([])).toEqual(['news.count-7d 0', 'news.count-30d 0', 'no news.latest']);
  });
});
