import type { Agent } from '../port.ts';
import { prompt } from './prompt.ts';
import { sizeAggressively } from './rules.ts';

export const aggressive: Agent = {
  id: 'aggressive',
  lane: 'risk',
  reads: ['trade-plan', 'aggressive-view', 'conservative-view', 'neutral-view'],
  writes: 'aggressive-view',
  sections: ['aggressive'],
  sees: ['market', 'decision'],
  tier: 'quick',
  rounds: 'risk',
  rules: sizeAggressively,
  prompt,
};
