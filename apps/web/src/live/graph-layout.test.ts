import type { Lane, RunStep } from '@sagacity/contracts/runs';
import { describe, expect, it } from 'vitest';
import { layOut } from './graph-layout.ts';

const step = (id: string, lane: Lane, after: string[], round = 1): RunStep => ({
  id,
  agent: id,
  lane,
  round,
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
    expect(layout.columns.map(({ lane }) => lane)).toEqual(['analysts', 'debate', 'trader']);
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
    expect(layout.nodes.find(({ step: { id } }) => id === 'trader')?.top).toBe(43);
  });
  it('gives each round of a lane a column, and says which it is', () => {
    const rounds = layOut([
      step('bull', 'debate', []),
      step('bear', 'debate', []),
      step('bull-2', 'debate', ['bull', 'bear'], 2),
      step('bear-2', 'debate', ['bull', 'bear'], 2),
      step('trader', 'trader', ['bull-2', 'bear-2']),
    ]);
    expect(rounds.columns).toEqual([
      { lane: 'debate', round: 1 },
      { lane: 'debate', round: 2 },
      { lane: 'trader', round: null },
    ]);
    expect(rounds.nodes.map(({ step: { id }, column }) => [id, column])).toEqual([
      ['bull', 0],
      ['bear', 0],
      ['bull-2', 1],
      ['bear-2', 1],
      ['trader', 2],
    ]);
    expect(rounds.edges.map(({ key }) => key)).toContain('bear>bull-2');
  });
});
