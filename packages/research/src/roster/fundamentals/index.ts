import type { Agent } from '../port.ts';
import { prompt } from './prompt.ts';
import { readFundamentals } from './rules.ts';

export const fundamentals: Agent = {
  id: 'fundamentals',
  lane: 'analysts',
  reads: [],
  writes: 'fundamentals-view',
  sections: ['fundamentals'],
  sees: ['fundamentals', 'valuation'],
  tier: 'quick',
  rules: readFundamentals,
  prompt,
};
