import type { Agent } from '../port.ts';
import { prompt } from './prompt.ts';
import { planTrade } from './rules.ts';

export const trader: Agent = {
  id: 'trader',
  lane: 'trader',
  reads: ['market-view', 'research-plan'],
  writes: 'trade-plan',
  sections: ['trader-plan'],
  sees: ['market', 'decision'],
  remembers: true,
  tier: 'quick',
  rules: planTrade,
  prompt,
};
