import { runConfigSchema } from '@sagacity/contracts/runs';
import { describe, expect, it } from 'vitest';
import type { StepResult } from '../checkpoint/step-results.ts';
import { pastCall } from '../memory/fixtures/past-call.ts';
import { remember } from '../memory/remember.ts';
import { agentOf, agents } from '../roster/index.ts';
import type { AgentOutput, Channel } from '../roster/port.ts';
import { asOf, sampleSnapshot } from '../rules/fixtures/sample-snapshot.ts';
import { planSteps } from './plan-steps.ts';
import { viewOfStep } from './view-of-step.ts';

const config = { ...runConfigSchema.parse({ depth: 5 }), asOf };
const steps = planSteps(config);
const snapshot = sampleSnapshot();
const memory = remember([pastCall('2024-05-01')], snapshot, 'en');

/** Every step done, each with an output that names its step. */
const results = new Map(
  steps.map(({ id, agent }) => {
    const output: AgentOutput = {
      sections: { [agentOf(agent).sections[0]!]: id },
      evidence: [],
      facts: [],
      score: null,
    };
    return [id, { step: id, agent, output } as unknown as StepResult]; // the view reads outputs only
  }),
);
const viewAt = (id: string) => {
  const step = steps.find((each) => each.id === id)!;
  return viewOfStep(agentOf(step.agent), step, { snapshot, memory, config, steps, results });
};
const written = (id: string, channel: Channel) =>
  viewAt(id)
    .read.get(channel)
    ?.map(({ sections }) => Object.values(sections)[0]);

describe('what an agent sees', () => {
  it('gives the risk manager each report under its own name', () => {
    expect(written('risk-manager', 'fundamentals-view')).toEqual(['fundamentals']);
    expect(written('risk-manager', 'news-view')).toEqual(['news']);
    expect(written('risk-manager', 'market-view')).toEqual(['market']);
    expect(written('risk-manager', 'sentiment-view')).toEqual(['sentiment']);
    expect(written('risk-manager', 'research-plan')).toEqual(['research-manager']);
    expect(written('risk-manager', 'trade-plan')).toEqual(['trader']);
  });

  it('gives channels written in rounds the latest first, and nothing that comes later', () => {
    expect(written('risk-manager', 'aggressive-view')).toEqual([
      'aggressive-3',
      'aggressive-2',
      'aggressive',
    ]);
    expect(written('bull-2', 'bear-case')).toEqual(['bear']);
    expect(written('bull', 'bear-case')).toBeUndefined();
  });

  it('gives the voices of a round each other’s words of the rounds before, and none of this one', () => {
    expect(written('bear', 'bull-case')).toBeUndefined();
    expect(written('bear-2', 'bull-case')).toEqual(['bull']);
    expect(written('bear-3', 'bull-case')).toEqual(['bull-2', 'bull']);
    for (const voice of ['aggressive', 'conservative', 'neutral']) {
      for (const channel of ['aggressive-view', 'conservative-view', 'neutral-view'] as const)
        expect(written(voice, channel)).toBeUndefined();
      expect(written(`${voice}-2`, 'neutral-view')).toEqual(['neutral']);
      expect(written(`${voice}-3`, 'aggressive-view')).toEqual(['aggressive-2', 'aggressive']);
    }
  });

  it('shows an analyst its own fact groups and no other agent’s work', () => {
    const { facts, read } = viewAt('news');
    expect(
      [...new Set([...facts.values()].map(({ group }) => group))].every((group) => group === 'news'),
    ).toBe(true);
    expect(read.size).toBe(0);
    expect(new Set([...viewAt('fundamentals').facts.values()].map(({ group }) => group))).toEqual(
      new Set(['fundamentals', 'valuation']),
    );
  });

  it('shows earlier decisions to the two managers and the trader, and to no other', () => {
    const remembers = (id: string) =>
      viewAt(id).facts.has('memory.1.rating') && viewAt(id).memory?.length === 1;
    const seeing = new Set(steps.filter(({ id }) => remembers(id)).map(({ agent }) => agent));
    expect([...seeing]).toEqual(['research-manager', 'trader', 'risk-manager']);
    expect(viewAt('bull')).not.toHaveProperty('memory');
    expect([...viewAt('neutral-3').facts.keys()].some((id) => id.startsWith('memory.'))).toBe(false);
  });

  it('wires every channel that is read to exactly one agent that writes it', () => {
    for (const channel of new Set(agents.flatMap(({ reads }) => reads)))
      expect(agents.filter(({ writes }) => writes === channel)).toHaveLength(1);
  });

  it('has every section written by exactly one agent', () => {
    const sections = agents.flatMap((agent) => agent.sections);
    expect(new Set(sections).size).toBe(sections.length);
    expect(sections).toHaveLength(14);
  });
});
