import type { Agent } from '../port.ts';
import { prompt } from './prompt.ts';
import { decideRisk } from './rules.ts';

export const riskManager: Agent = {
  id: 'risk-manager',
  lane: 'decision',
  reads: [
    'market-view',
    'fundamentals-view',
    'news-view',
    'sentiment-view',
    'bull-case',
    'bear-case',
    'research-plan',
    'trade-plan',
    'aggressive-view',
    'conservative-view',
    'neutral-view',
  ],
  writes: 'decision',
  sections: ['risk-decision', 'final-decision'],
  sees: ['market', 'valuation', 'fundamentals', 'news', 'sentiment', 'decision'],
  remembers: true,
  tier: 'deep',
  rules: decideRisk,
  prompt,
};
