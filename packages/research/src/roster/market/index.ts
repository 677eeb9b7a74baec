import type { Agent } from '../port.ts';
import { prompt } from './prompt.ts';
import { readMarket } from './rules.ts';

export const market: Agent = {
  id: 'market',
  lane: 'analysts',
  reads: [],
  writes: 'market-view',
  sections: ['market'],
  sees: ['market'],
  tier: 'quick',
  rules: readMarket,
  prompt,
};
