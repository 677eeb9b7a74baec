import type { Agent } from '../port.ts';
import { prompt } from './prompt.ts';
import { sizeNeutrally } from './rules.ts';

export const neutral: Agent = {
  id: 'neutral',
  lane: 'risk',
  reads: ['trade-plan', 'aggressive-view', 'conservative-view', 'neutral-view'],
  writes: 'neutral-view',
  sections: ['neutral'],
  sees: ['market', 'decision'],
  tier: 'quick',
  rounds: 'risk',
  rules: sizeNeutrally,
  prompt,
};
