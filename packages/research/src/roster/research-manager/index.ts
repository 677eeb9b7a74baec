import type { Agent } from '../port.ts';
import { prompt } from './prompt.ts';
import { decideDebate } from './rules.ts';

export const researchManager: Agent = {
  id: 'research-manager',
  lane: 'manager',
  reads: ['market-view', 'fundamentals-view', 'news-view', 'sentiment-view', 'bull-case', 'bear-case'],
  writes: 'research-plan',
  sections: ['research-decision', 'investment-plan'],
  sees: ['market', 'valuation', 'fundamentals', 'news', 'sentiment', 'decision'],
  remembers: true,
  tier: 'deep',
  rules: decideDebate,
  prompt,
};
