import { describe, expect, it } from 'vitest';
import type { AgentView, Evidence } from '../../roster/port.ts';
import { argue } from './argue.ts';

type Found = readonly [topic: string, direction: number];
const evidence = ([topic, direction]: Found): Evidence => ({
  topic,
  direction,
  strength: 0.7,
  claim: 'as read',
  factIds: [],
});

/** What one side says in the first round when the analysts found just this. */
function saidBy(side: 1 | -1, found: readonly Found[], language: 'en' | 'zh' = 'en'): string {
  const output = { evidence: found.map(evidence) };
  const view = {
    language,
    round: 1,
    config: { horizon: 'medium' },
    snapshot: { hash: 'h' },
    read: new Map([['market-view', [output]]]),
  } as unknown as AgentView;
  return argue(view, side).sections[side === 1 ? 'bull' : 'bear'] ?? '';
}

const [bull, bear] = [1, -1] as const;
const shortRoe: Found = ['profitability.roe', -0.6];
const thinnerMargin: Found = ['profitability.margin', -0.6];
const dear: Found = ['valuation.pe-ttm', -0.96];
const cheap: Found = ['valuation.pe-ttm', 0.9];

/** Each sentence with a premise: evidence on which it holds, and evidence on which it does not. */
const premised: ReadonlyArray<readonly [1 | -1, RegExp, holds: readonly Found[], fails: readonly Found[]]> = [
  [bear, /a low price need not be a cheap one/, [shortRoe, cheap], [shortRoe, dear]],
  [bear, /a low price need not be a cheap one/, [shortRoe, cheap], [thinnerMargin, cheap]],
  [bear, /a low price need not be a cheap one/, [shortRoe, cheap], [shortRoe, cheap, ['valuation.pb', -0.5]]],
  [bear, /a good deal is being paid/, [dear], [['valuation.loss', -0.8]]],
  [
    bear,
    /where growth is missing/,
    [['growth.income', -0.9]],
    [
      ['growth.income', -0.9],
      ['growth.revenue', 0.9],
    ],
  ],
  [
    bear,
    /to buy before it has turned/,
    [['trend.persistence', -0.8]],
    [
      ['trend.persistence', -0.8],
      ['trend.order', 0.8],
    ],
  ],
  [
    bear,
    /pressure to repay/,
    [['leverage.cover', -0.6]],
    [
      ['leverage.cover', -0.6],
      ['leverage.debt', 0.6],
    ],
  ],
  [
    bear,
    /nobody has to hurry/,
    [['momentum.macd', -0.6]],
    [
      ['momentum.macd', -0.6],
      ['momentum.recent', 0.6],
    ],
  ],
  [
    bull,
    /an easy balance sheet/,
    [['leverage.debt', 0.6]],
    [
      ['leverage.debt', 0.6],
      ['leverage.cover', -0.6],
    ],
  ],
  [bull, /what earns well/, [['profitability.roe', 0.8]], [['profitability.margin', 0.6]]],
  [bull, /what earns well/, [['profitability.roe', 0.8]], [['profitability.roe', 0.8], thinnerMargin]],
  [bull, /may not bring a lower price/, [['momentum.recent', 0.6]], [['momentum.rsi-zone', 0.6]]],
];

describe('a principle of the debate', () => {
  it.each(premised)('is said by side %s as %s only where its premise holds', (side, words, holds, fails) => {
    expect(saidBy(side, holds)).toMatch(words);
    expect(saidBy(side, fails)).not.toMatch(words);
    expect(saidBy(side, fails, 'zh')).not.toBe(saidBy(side, holds, 'zh'));
  });

  it('leaves a plain statement of the direction where it does not', () => {
    expect(saidBy(bear, [thinnerMargin, dear])).toMatch(/what the company earns hinders a buyer/);
    expect(saidBy(bear, [thinnerMargin, dear], 'zh')).toContain('公司的盈利对买方不利');
  });
});
