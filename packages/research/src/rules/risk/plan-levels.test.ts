import type { Fact } from '@sagacity/contracts/facts';
import { type Horizon, horizonSchema } from '@sagacity/contracts/reports';
import { runConfigSchema } from '@sagacity/contracts/runs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceLevel } from '../../decision/price-level.ts';
import type { AgentView } from '../../roster/port.ts';
import { asOf, sampleSnapshot } from '../fixtures/sample-snapshot.ts';
import { readFacts } from '../read-facts.ts';
import { leastAtrs } from '../weights.ts';
import { planBand } from './plan-band.ts';
import { planLevels } from './plan-levels.ts';
import { tradeReadings } from './trade-readings.ts';

type Values = Readonly<Record<string, number>>;
const viewOf = (values: Values, horizon: Horizon): AgentView => {
  const snapshot = sampleSnapshot({ values });
  return {
    snapshot,
    config: { ...runConfigSchema.parse({ horizon }), asOf },
    language: 'en',
    facts: new Map(snapshot.facts.map((fact) => [fact.id, fact])),
    read: new Map(),
    round: 1,
  };
};
const price = fc.double({ min: 1, max: 400, noNaN: true });
const prices = fc.record({
  'market.close': fc.double({ min: 100, max: 300, noNaN: true }),
  'market.atr14': fc.double({ min: 0.1, max: 9, noNaN: true }),
  'market.support-1': price,
  'market.support-2': price,
  'market.resistance-1': price,
  'market.resistance-2': price,
  'market.ma60': price,
});
const value = (facts: readonly Fact[], id: string) => facts.find((fact) => fact.id === id)?.value as number;

describe('a plan, wherever the levels lie', () => {
  it('has entry, stop and target on their sides, none nearer than the horizon’s least distance', () => {
    fc.assert(
      fc.property(
        prices,
        fc.constantFrom(...horizonSchema.options),
        fc.constantFrom('buy', 'sell'),
        (values, horizon, side) => {
          const view = viewOf(values, horizon);
          const close = values['market.close'];
          const least = leastAtrs[horizon] * values['market.atr14'] - 0.011;
          const sign = side === 'buy' ? 1 : -1;
          const { target, stop } = planLevels(side, horizon, readFacts(view.facts));
          for (const [draft, way] of [
            [target, sign],
            [stop, -sign],
          ] as const)
            if (draft)
              expect((priceLevel(draft, view.facts).price - close) * way).toBeGreaterThanOrEqual(least);
          const facts = tradeReadings(view, side);
          const order = ['plan-stop', 'entry-best', 'entry-limit', 'plan-target']
            .map((id) => value(facts, `decision.${id}`))
            .filter((each) => each !== undefined);
          expect(order).toEqual([...order].sort((a, b) => (a - b) * sign));
        },
      ),
    );
  });

  it('is reviewed only beyond the least distance, below for a purchase, above for a sale, both for a hold', () => {
    fc.assert(
      fc.property(
        prices,
        fc.constantFrom(...horizonSchema.options),
        fc.constantFrom('buy', 'sell', 'hold'),
        (values, horizon, side) => {
          const band = planBand(viewOf(values, horizon), side);
          const [below, above] = [value(band, 'decision.review-below'), value(band, 'decision.review-above')];
          const least = leastAtrs[horizon] * values['market.atr14'] - 0.011;
          expect([below !== undefined, above !== undefined]).toEqual([side !== 'sell', side !== 'buy']);
          if (below !== undefined) expect(values['market.close'] - below).toBeGreaterThanOrEqual(least);
          if (above !== undefined) expect(above - values['market.close']).toBeGreaterThanOrEqual(least);
        },
      ),
    );
  });
});

describe('a plan of months', () => {
  const at = { 'market.close': 100, 'market.atr14': 2.4 };
  const reviewsOf = (values: Values) =>
    planBand(viewOf({ ...at, ...values }, 'medium'), 'hold').map((fact) => fact.value);

  it('is not reviewed within a quarter of a day’s range, where support and resistance are that near', () => {
    expect(reviewsOf({ 'market.support-1': 99.7, 'market.resistance-1': 100.35 })).toEqual([92.8, 107.2]);
  });

  it('is reviewed at the nearest level that is far enough', () => {
    const levels = {
      'market.support-1': 98,
      'market.support-2': 94,
      'market.resistance-1': 111,
      'market.ma60': 106,
    };
    expect(reviewsOf(levels)).toEqual([94, 106]);
  });

  it('that buys or sells is reviewed no farther away than its stop', () => {
    const levels = { ...at, 'market.support-1': 88, 'market.resistance-1': 112 };
    for (const [side, wanted] of [
      ['buy', 92.8],
      ['sell', 107.2],
    ] as const)
      expect(planBand(viewOf(levels, 'medium'), side)).toMatchObject([{ value: wanted }]);
  });

  it('has no review price that is all but its stop', () => {
    const levels = { ...at, 'market.support-1': 93.1 };
    expect(planBand(viewOf(levels, 'medium'), 'buy')).toMatchObject([{ value: 92.8 }]);
  });

  it('has no review prices without ATR(14)', () => {
    expect(planBand(viewOf({ 'market.close': 100, 'market.support-1': 94 }, 'medium'), 'buy')).toEqual([]);
  });
});
