import { type Adjustment, type BarSeries, newBarSeries } from '@sagacity/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustBars } from './index.ts';

/** Days 1 to n, closing at 100 × day, 1,000 shares and 5 of money each. */
function rawBars(length: number): BarSeries {
  const bars = newBarSeries(length);
  for (let i = 0; i < length; i++) {
    bars.day[i] = i + 1;
    for (const name of ['open', 'high', 'low', 'close'] as const) bars[name][i] = 100 * (i + 1);
    bars.volume[i] = 1000;
    bars.amount[i] = 5;
  }
  return bars;
}

const split = (exDay: number, splitRatio: number): Adjustment => ({ exDay, priceRatio: 1, splitRatio });
const dividend = (exDay: number, priceRatio: number): Adjustment => ({ exDay, priceRatio, splitRatio: 1 });

describe('adjustBars', () => {
  it('scales prices and volumes before a split and leaves the ex-day as quoted', () => {
    const out = adjustBars(rawBars(4), [split(3, 0.25)], 4);
    expect([...out.close]).toEqual([25, 50, 300, 400]);
    expect([...out.open]).toEqual([25, 50, 300, 400]);
    expect([...out.volume]).toEqual([4000, 4000, 1000, 1000]);
  });

  it('scales prices but neither volume nor money before a dividend', () => {
    const out = adjustBars(rawBars(3), [dividend(2, 0.5)], 3);
    expect([...out.close]).toEqual([50, 200, 300]);
    expect([...out.volume]).toEqual([1000, 1000, 1000]);
    expect([...out.amount]).toEqual([5, 5, 5]);
  });

  it('compounds several adjustments whatever their order', () => {
    const steps = [split(4, 0.5), dividend(2, 0.9), dividend(3, 0.8)];
    const out = adjustBars(rawBars(4), steps, 4);
    expect(out.close[0]).toBeCloseTo(100 * 0.5 * 0.8 * 0.9, 12);
    expect(out.close[1]).toBeCloseTo(200 * 0.5 * 0.8, 12);
    expect(out.close[2]).toBeCloseTo(300 * 0.5, 12);
    expect(adjustBars(rawBars(4), steps.reverse(), 4)).toEqual(out);
  });

  it('shows nothing that was not known on the day: later bars and later adjustments', () => {
    const out = adjustBars(rawBars(5), [split(4, 0.5)], 3);
    expect([...out.close]).toEqual([100, 200, 300]);
  });

  it('applies an adjustment on its ex-day even when that day has no bar', () => {
    const bars = rawBars(3);
    expect([...adjustBars(bars, [split(9, 0.5)], 9).close]).toEqual([50, 100, 150]);
    expect([...adjustBars(bars, [split(9, 0.5)], 8).close]).toEqual([100, 200, 300]);
  });

  it('gives no rows before the first day', () => {
    expect(adjustBars(rawBars(3), [split(2, 0.5)], 0).day).toHaveLength(0);
  });

  it('is the same on any day whether or not the future is in the store, and never changes the raw bars', () => {
    const step = fc.record({
      exDay: fc.integer({ min: 1, max: 40 }),
      priceRatio: fc.double({ min: 0.5, max: 1, noNaN: true }),
      splitRatio: fc.constantFrom(1, 0.5, 0.25, 2),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), fc.integer({ min: 1, max: 40 }), (steps, asOf) => {
        const raw = rawBars(40);
        const out = adjustBars(raw, steps, asOf);
        expect(raw).toEqual(rawBars(40));
        const past = adjustBars(
          rawBars(asOf),
          steps.filter((item) => item.exDay <= asOf),
          asOf,
        );
        expect(out).toEqual(past);
        expect(out.close.at(-1)).toBe(raw.close[asOf - 1]);
      }),
    );
  });
});
