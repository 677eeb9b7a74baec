import { z } from 'zod';
import { newsList } from '../news-list.ts';
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
    return newsList(snapshot.news, language, limit) || 'There is no news.';
  },
};
