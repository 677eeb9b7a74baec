import type { Agent } from '../port.ts';
import { prompt } from './prompt.ts';
import { argueBull } from './rules.ts';

export const bull: Agent = {
  id: 'bull',
  lane: 'debate',
  reads: ['market-view', 'fundamentals-view', 'news-view', 'sentiment-view', 'bull-case', 'bear-case'],
  writes: 'bull-case',
  sections: ['bull'],
  sees: ['market', 'valuation', 'fundamentals', 'news', 'sentiment', 'decision'],
  tier: 'quick',
  rounds: 'debate',
  rules: argueBull,
  prompt,
};
