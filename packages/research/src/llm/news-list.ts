import type { Language } from '@sagacity/contracts/facts';
import type { NewsItem } from '@sagacity/contracts/instruments';

/** One item a line, newest first: day, title, source, summary; in the other language where there is only that. */
export function newsList(news: readonly NewsItem[], language: Language, limit: number): string {
  const other = language === 'zh' ? 'en' : 'zh';
  const lines = news.slice(0, limit).map(({ publishedAt, title, summary, source }) => {
    const text = summary[language] ?? summary[other] ?? '';
    return `${publishedAt.slice(0, 10)} ${title[language] ?? title[other] ?? ''} (${source})${text ? `: ${text}` : ''}`;
  });
  return lines.join('\n');
}
