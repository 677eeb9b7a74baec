import { runConfigSchema } from '@sagacity/contracts/runs';
import { describe, expect, it } from 'vitest';
import { agentOf } from '../roster/index.ts';
import type { AgentOutput, AgentView } from '../roster/port.ts';
import { asOf, sampleSnapshot } from '../rules/fixtures/sample-snapshot.ts';
import { buildMessages } from './build-messages.ts';

const snapshot = sampleSnapshot();
const viewIn = (language: 'zh' | 'en', read: AgentView['read'] = new Map()): AgentView => ({
  snapshot,
  config: { ...runConfigSchema.parse({ language }), asOf },
  language,
  facts: new Map(snapshot.facts.map((fact) => [fact.id, fact])),
  read,
  round: 1,
});
const textFor = (agent: string, view: AgentView) =>
  buildMessages(agentOf(agent), view)
    .map(({ content }) => content)
    .join('\n');

describe('the messages of an agent', () => {
  it('show each fact as rendered in the language of the run', () => {
    const close = snapshot.facts.find(({ id }) => id === 'market.close');
    expect(textFor('market', viewIn('zh'))).toContain(
      `market.close | ${close?.label.zh} | ${close?.value}0 XTS | price | ${asOf}`,
    );
    expect(textFor('market', viewIn('en'))).toContain(
      `market.close | ${close?.label.en} | XTS ${close?.value}0 | price | ${asOf}`,
    );
  });

  it('give the news to those who read it, and to no other', () => {
    const title = snapshot.news[0]?.title.en ?? '';
    expect(title).not.toBe('');
    expect(textFor('news', viewIn('en'))).toContain(title);
    expect(textFor('bull', viewIn('en'))).not.toContain(title);
  });

  it('ask for a decision from the agent that decides only', () => {
    expect(textFor('risk-manager', viewIn('en'))).toContain('DECISION: required');
    expect(textFor('trader', viewIn('en'))).not.toContain('"decision"');
  });

  it('hand on what was written before, the latest first, with its strongest evidence', () => {
    const output = (text: string): AgentOutput => ({
      sections: { bull: text },
      evidence: [{ topic: 'Trend', direction: 1, strength: 0.9, claim: `claim of ${text}`, factIds: [] }],
      facts: [],
      score: 0.5,
    });
    const text = textFor(
      'bear',
      viewIn('en', new Map([['bull-case', [output('round two'), output('round one')]]])),
    );
    expect(text.indexOf('claim of round two')).toBeGreaterThan(0);
    expect(text.indexOf('round two')).toBeLessThan(text.indexOf('### bull-case (an earlier round)'));
  });

  it('say to the voices of a round that they have not heard each other yet, and what to answer later', () => {
    const heard = (agent: string, round: number) => textFor(agent, { ...viewIn('en'), round });
    expect(heard('bear', 1)).toContain('you have not heard them yet');
    expect(heard('neutral', 2)).toContain('answer what they said last');
    expect(heard('trader', 1)).not.toContain('at the same time');
  });
});
