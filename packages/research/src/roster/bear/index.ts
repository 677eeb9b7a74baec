import type { Agent } from '../port.ts';
import { prompt } from './prompt.ts';
import { argueBear } from './rules.ts';

export const bear: Agent = {
  id: 'bear',
  lane: 'debate',
  reads: ['market-view', 'fundamentals-view', 'news-view', 'sentiment-view', 'bull-case', 'bear-case'],
  writes: 'bear-case',
  sections: ['bear'],
  sees: ['market', 'valuation', 'fundamentals', 'news', 'sentiment', 'decision'],
  tier: 'quick',
  rounds: 'debate',
  rules: argueBear,
  prompt,
};
