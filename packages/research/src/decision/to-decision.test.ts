import type { Fact } from '@sagacity/contracts/facts';
import { reasonsOfSide } from '@sagacity/contracts/reports';
import { describe, expect, it } from 'vitest';
import { citeOnlyGround } from '../graph/fixtures/cite-only-ground.ts';
import type { DecisionDraft, LevelDraft } from '../roster/port.ts';
import { sampleSnapshot } from '../rules/fixtures/sample-snapshot.ts';
import { priceLevel } from './price-level.ts';
import { toDecision } from './to-decision.ts';

const facts: ReadonlyMap<string, Fact> = new Map(sampleSnapshot().facts.map((fact) => [fact.id, fact]));
const context = { facts, horizon: 'medium', language: 'en', ground: citeOnlyGround, unexamined: [] } as const;
const atrs = (multiple: number): LevelDraft => ({ base: 'market.close', multiple, step: 'market.atr14' });
const draft = (over: Partial<Extract<DecisionDraft, { kind: 'rated' }>> = {}): DecisionDraft => ({
  kind: 'rated',
  rating: 'buy',
  confidence: 0.6,
  risk: 0.4,
  target: atrs(6),
  stop: atrs(-3),
  positionPct: 5,
  summary: 'Closed at [[market.close]].',
  reasons: [],
  wouldChange: [],
  ...over,
});
const decide = (over: Parameters<typeof draft>[0]) => toDecision(draft(over), context);

describe('priceLevel', () => {
  it('computes base plus multiple of step, rounded to the base’s digits, with its formula', () => {
    expect(priceLevel(atrs(-3), facts)).toEqual({
      price: 112.7,
      currency: 'XTS',
      digits: 2,
      formula: 'market.close - 3 x market.atr14',
      factIds: ['market.close', 'market.atr14'],
    });
  });

  it('takes a level as it stands when the multiple is zero', () => {
    expect(
      priceLevel({ base: 'market.resistance-2', multiple: 0, step: 'market.atr14' }, facts),
    ).toMatchObject({
      price: 134.4,
      formula: 'market.resistance-2',
      factIds: ['market.resistance-2'],
    });
  });

  it.each([
    [{ base: 'market.ma999', multiple: 0, step: 'market.atr14' }, /no fact "market.ma999"/],
    [{ base: 'market.rsi14', multiple: 0, step: 'market.atr14' }, /is no price/],
    [{ base: 'market.close', multiple: -50, step: 'market.atr14' }, /not above zero/],
  ])('refuses %o', (level, why) => {
    expect(() => priceLevel(level, facts)).toThrow(why);
  });
});

describe('toDecision', () => {
  it('grounds the texts and keeps levels that fit the rating', () => {
    const { decision, absences } = decide({});
    expect(decision).toMatchObject({
      target: { price: 136.1 },
      stop: { price: 112.7, formula: 'Close - 3 × ATR(14)' },
      summary: { body: 'Closed at [[n:0]].' },
    });
    expect(absences).toEqual([]);
  });

  it.each([
    ['buy', 'stop', atrs(3), /stop of a buy must lie below/],
    ['buy', 'target', atrs(-1), /target of a buy must lie above/],
    ['sell', 'stop', atrs(-3), /stop of a sell must lie above/],
    ['strong-sell', 'target', atrs(2), /target of a strong sell must lie below/],
    ['buy', 'stop', atrs(-1.9), /stop lies within 2 ATR\(14\) of the close/],
    ['sell', 'target', atrs(-0.2), /target lies within 2 ATR/],
    ['hold', 'target', atrs(-3), /target of a hold must lie above/],
    ['buy', 'target', { base: 'market.gone', multiple: 0, step: 'market.atr14' }, /no fact/],
  ] as const)('gives no level to a %s whose %s contradicts it, and says why', (rating, name, level, why) => {
    const fitting = rating.endsWith('sell')
      ? { target: atrs(-6), stop: atrs(3) }
      : { target: atrs(6), stop: atrs(-3) };
    const { decision, absences } = decide({ rating, ...fitting, [name]: level });
    expect(decision).toMatchObject({ kind: 'rated', [name]: null });
    expect(absences).toMatchObject([{ what: `decision.${name}`, detail: expect.stringMatching(why) }]);
  });

  it('keeps a decision without levels as it is: none on purpose is no gap', () => {
    expect(decide({ target: null, stop: null })).toMatchObject({
      decision: { target: null, stop: null },
      absences: [],
    });
  });

  it('throws for a confidence outside 0 to 1', () => {
    expect(() => decide({ confidence: 1.4 })).toThrow(/does not match its contract/);
  });

  it.each([
    ['sell', true, false],
    ['strong-buy', false, true],
    ['hold', null, null],
  ] as const)(
    'says of each reason under a %s its direction and whether it supports the rating',
    (rating, falling, growing) => {
      const reasons = [
        { claim: 'Revenue fell.', direction: -0.8 },
        { claim: 'Margins grew.', direction: 0.4 },
      ];
      const { decision } = decide({ rating, target: null, stop: null, reasons });
      expect(decision).toMatchObject({
        reasons: [
          { body: 'Revenue fell.', direction: -0.8, supports: falling },
          { body: 'Margins grew.', direction: 0.4, supports: growing },
        ],
      });
    },
  );

  it.each([
    ['en', [], /Nothing that was examined is bearish; what was not examined: management and competitors/],
    ['en', [{ zh: '新闻', en: 'News' }], /is bearish; what was not examined: news\.$/],
    ['zh', [{ zh: '新闻', en: 'News' }], /没有看空的依据；没有检视的是：新闻。$/],
  ] as const)(
    'fills a side without reasons with what was not examined, in %s (%#)',
    (language, unexamined, said) => {
      const reasons = [{ claim: 'Growth.', direction: 1 }];
      const { decision } = toDecision(draft({ reasons }), { ...context, language, unexamined });
      if (decision.kind !== 'rated') throw new Error('it is rated');
      expect(reasonsOfSide(decision.reasons, 1)).toMatchObject([{ body: 'Growth.' }]);
      expect(reasonsOfSide(decision.reasons, -1)).toMatchObject([
        { body: expect.stringMatching(said), direction: 0, supports: false },
      ]);
    },
  );

  it('says once that there are no reasons of either direction', () => {
    expect(decide({ reasons: [] }).decision).toMatchObject({
      reasons: [{ body: expect.stringMatching(/is bullish or bearish/), direction: 0 }],
    });
  });

  it('keeps an unrated decision unrated', () => {
    const { decision } = toDecision({ kind: 'unrated', because: 'No prices.' }, context);
    expect(decision).toEqual({ kind: 'unrated', because: { body: 'No prices.', numbers: [] } });
  });
});
