import type { Agent } from '../port.ts';
import { prompt } from './prompt.ts';
import { readSentiment } from './rules.ts';

export const sentiment: Agent = {
  id: 'sentiment',
  lane: 'analysts',
  reads: [],
  writes: 'sentiment-view',
  sections: ['sentiment'],
  sees: ['sentiment', 'market', 'valuation', 'news'],
  tier: 'quick',
  rules: readSentiment,
  prompt,
};
