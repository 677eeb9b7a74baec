import { horizonSchema } from '@sagacity/contracts/reports';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { families } from '../weights.ts';
import { basisOf, confidenceOf } from './confidence.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const topics = fc.subarray(families.map((family) => `${family}.reading`));
const input = fc.record({ coverage: share, bars: fc.nat(4000), topics });
const horizons = fc.constantFrom(...horizonSchema.options);

describe('confidence', () => {
  it('never falls with more history, more kinds of evidence, more coverage, agreement or freshness', () => {
    fc.assert(
      fc.property(
        input,
        horizons,
        share,
        share,
        input,
        share,
        (known, horizon, agreement, freshness, more, part) => {
          const wider = {
            coverage: Math.min(1, known.coverage + more.coverage),
            bars: known.bars + more.bars,
            topics: [...known.topics, ...more.topics],
          };
          const [narrow, broad] = [basisOf(known, horizon), basisOf(wider, horizon)];
          expect(broad).toBeGreaterThanOrEqual(narrow);
          expect(broad).toBeLessThanOrEqual(1.000001);
          const before = confidenceOf(narrow, agreement * part, freshness * part);
          expect(confidenceOf(broad, agreement, freshness)).toBeGreaterThanOrEqual(before - 1e-12);
        },
      ),
    );
  });

  it('of a few readings of a young listing that all agree is below that of a decade that mostly does', () => {
    const month = basisOf({ coverage: 0.36, bars: 31, topics: ['trend.order', 'momentum.rsi'] }, 'medium');
    const decade = basisOf({ coverage: 0.5, bars: 2500, topics: ['trend.order', 'momentum.rsi'] }, 'medium');
    expect(confidenceOf(month, 1, 1)).toBeLessThan(confidenceOf(decade, 0.6, 1));
  });
});
