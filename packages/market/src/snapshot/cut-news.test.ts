import { expect, it } from 'vitest';
import { cutNews } from './cut-news.ts';

const item = {
  id: '1',
  publishedAt: '2024-03-08T10:00:00Z',
  title: { en: 'Short' },
  summary: { zh: '短' },
  source: 'demo',
  url: null,
};

it('leaves an item of usual length as it is', () => expect(cutNews(item)).toEqual(item));

it('cuts a headline, a summary and a source that are too long, visibly', () => {
  const long = '7'.repeat(1_000_000);
  const { title, summary, source } = cutNews({
    ...item,
    title: { en: long, zh: long },
    summary: { zh: `${'a'.repeat(1_998)}\u{1f600}${long}` },
    source: long,
  });
  expect([title.en?.length, title.zh?.length, source.length]).toEqual([300, 300, 100]);
  expect(title.en?.endsWith('7…')).toBe(true);
  expect(summary.zh).toBe(`${'a'.repeat(1_998)}…`);
});
