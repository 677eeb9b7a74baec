import { z } from 'zod';
import type { Tool } from './port.ts';

const mostItems = 20;
const args = z.object({ limit: z.int().min(1).max(mostItems).default(10) });

export const getNews: Tool = {
  name: 'get_news',
  description:
    'The latest news up to the day of the run, newest first. Put what you quote in quotation marks.',
  parameters: {
    type: 'object',
    properties: { limit: { type: 'integer', minimum: 1, maximum: mostItems } },
    additionalProperties: false,
  },
  run(input, { view: { snapshot, language } }) {
    const { limit } = args.parse(input);
    const other = language === 'zh' ? 'en' : 'zh';
    const items = snapshot.news.slice(0, limit).map(({ publishedAt, title, summary, source }) => {
      const text = summary[language] ?? summary[other] ?? '';
      return `${publishedAt.slice(0, 10)} ${title[language] ?? title[other] ?? ''} (${source})${text ? `: ${text}` : ''}`;
    });
    return items.length > 0 ? items.join('\n') : 'There is no news.';
  },
};
