import type { Agent } from '../port.ts';
import { prompt } from './prompt.ts';
import { readNewsFlow } from './rules.ts';

export const news: Agent = {
  id: 'news',
  lane: 'analysts',
  reads: [],
  writes: 'news-view',
  sections: ['news'],
  sees: ['news'],
  tier: 'quick',
  rules: readNewsFlow,
  prompt,
};
