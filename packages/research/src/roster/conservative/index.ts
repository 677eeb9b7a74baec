import type { Agent } from '../port.ts';
import { prompt } from './prompt.ts';
import { sizeConservatively } from './rules.ts';

export const conservative: Agent = {
  id: 'conservative',
  lane: 'risk',
  reads: ['trade-plan', 'aggressive-view', 'conservative-view', 'neutral-view'],
  writes: 'conservative-view',
  sections: ['conservative'],
  sees: ['market', 'decision'],
  tier: 'quick',
  rounds: 'risk',
  rules: sizeConservatively,
  prompt,
};
