import { describe, expect, it } from 'vitest';
import { readScenes } from '../grounding/labelled/read-labelled.ts';
import { agentOf } from '../roster/index.ts';
import { parseAnswer } from './parse-answer.ts';

const facts = readScenes().get('us') ?? new Map();
const market = agentOf('market');
const riskManager = agentOf('risk-manager');
const block = (value: unknown) =>
  `\n\`\`\`json\n${typeof value === 'string' ? value : JSON.stringify(value)}\n\`\`\`\n`;
const empty = { evidence: [], score: null };
const rated = {
  kind: 'rated',
  rating: 'buy',
  confidence: 0.6,
  risk: 0.3,
  target: null,
  stop: { base: 'market.close', multiple: -2, step: 'market.atr14' },
  positionPct: null,
  summary: 'Buy.',
  reasons: [{ claim: 'Growth.', direction: 0.5 }],
  wouldChange: [],
};
const decisionText = '## section:risk-decision\nCalm.\n\n## section:final-decision\nBuy.\n';
const faultsOf = (text: string, agent = market) => {
  const parsed = parseAnswer(text, agent, facts);
  return parsed.ok ? [] : parsed.faults;
};

describe('parsing an answer', () => {
  it('says that an answer was cut, so that the model writes less', () => {
    const text = `## section:market\n${'long '.repeat(5_000)}`.slice(0, 24_000);
    expect(faultsOf(text)).toContain(
      'the answer is longer than 24000 characters and was cut there: write less',
    );
  });

  it('reads sections, evidence, score and decision', () => {
    const evidence = [
      {
        topic: 'Growth',
        direction: 1,
        strength: 0.5,
        claim: 'It grows.',
        factIds: ['fundamentals.revenue-growth'],
      },
    ];
    const parsed = parseAnswer(
      decisionText + block({ evidence, score: 0.4, decision: rated }),
      riskManager,
      facts,
    );
    expect(parsed).toEqual({
      ok: true,
      output: {
        sections: { 'risk-decision': 'Calm.', 'final-decision': 'Buy.' },
        evidence,
        facts: [],
        score: 0.4,
        decision: rated,
      },
    });
  });

  it('takes the whole text of an agent with one section for that section', () => {
    expect(parseAnswer(`Quiet.${block(empty)}`, market, facts)).toMatchObject({
      output: { sections: { market: 'Quiet.' } },
    });
  });

  it.each([
    ['no block', 'Quiet.', 'no ```json block'],
    ['broken JSON', `Quiet.${block('{"score": }')}`, 'cannot be read'],
    ['a score out of range', `Quiet.${block({ ...empty, score: 7 })}`, 'JSON at score'],
    ['an unknown key', `Quiet.${block({ ...empty, price: 12 })}`, 'price'],
    [
      'evidence of no fact',
      `Quiet.${block({ ...empty, evidence: [{ topic: 'x', direction: 0, strength: 0, claim: 'y', factIds: ['market.moon'] }] })}`,
      'market.moon',
    ],
    ['an empty text', block(empty), 'section:market'],
  ])('names the fault of %s', (_what, text, fault) => {
    expect(faultsOf(text).join('\n')).toContain(fault);
  });

  it('refuses reasons without a direction', () => {
    const reasons = [{ claim: 'Growth.', direction: 0 }];
    const without = { ...rated, reasons: [{ claim: 'Growth.' }] };
    for (const decision of [{ ...rated, reasons }, without])
      expect(faultsOf(decisionText + block({ ...empty, decision }), riskManager).join()).toContain(
        'decision.reasons.0.direction',
      );
  });

  it('refuses a decision that is missing, or whose level is typed or no price', () => {
    expect(faultsOf(decisionText + block(empty), riskManager)).toEqual(['the JSON block has no "decision"']);
    const typed = { ...rated, stop: 30.5 };
    expect(faultsOf(decisionText + block({ ...empty, decision: typed }), riskManager).join()).toContain(
      'decision.stop',
    );
    const noPrice = { ...rated, stop: { base: 'market.rsi14', multiple: 1, step: 'market.atr14' } };
    expect(faultsOf(decisionText + block({ ...empty, decision: noPrice }), riskManager).join()).toContain(
      '"market.rsi14" is points',
    );
  });
});
