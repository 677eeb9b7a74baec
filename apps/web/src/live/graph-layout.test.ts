import type { Lane, RunStep } from '@sagacity/contracts/runs';
import { describe, expect, it } from 'vitest';
import { layOut } from './graph-layout.ts';

const step = (id: string, lane: Lane, after: string[]): RunStep => ({
  id,
  agent: id,
  lane,
  round: 1,
  after,
  state: 'waiting',
  startedAt: null,
  finishedAt: null,
  usage: null,
  model: null,
  reason: null,
});

describe('graph layout', () => {
  const layout = layOut([
    step('market', 'analysts', []),
    step('news', 'analysts', []),
    step('bull', 'debate', ['market', 'news']),
    step('bear', 'debate', ['market', 'news', 'bull']),
    step('trader', 'trader', ['bear']),
  ]);
  it('leaves empty lanes out', () => {
    expect(layout.lanes).toEqual(['analysts', 'debate', 'trader']);
  });
  it('draws only the lines that say something new', () => {
    expect(layout.edges.map(({ key }) => key)).toEqual([
      'market>bull',
      'news>bull',
      'bull>bear',
      'bear>trader',
    ]);
  });
  it('centres a short lane', () => {
    expect(layout.nodes.find(({ step: { id } }) => id === 'trader')?.top).toBe(36);
  });
});
