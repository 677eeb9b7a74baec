import { getBars } from './get-bars.ts';
import { getFact } from './get-fact.ts';
import { getNews } from './get-news.ts';
import { listFacts } from './list-facts.ts';
import type { Tool } from './port.ts';

/** What a model may look up while it answers, one line each. */
export const tools: readonly Tool[] = [getFact, listFacts, getBars, getNews];
