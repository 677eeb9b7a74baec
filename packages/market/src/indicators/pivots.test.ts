import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pivots } from './index.ts';

const column = (...values: number[]): Float64Array => Float64Array.from(values);
const flat = (...values: number[]) => {
  const close = column(...values);
  return { high: close, low: close, close };
};
const prices = (levels: readonly { price: number }[]) => levels.map(({ price }) => price);

describe('pivots', () => {
  it('finds swing levels on both sides of the close, nearest first', () => {
    const bars = flat(5, 4, 3, 4, 5, 6, 9, 6, 5, 4, 3.5, 4, 5, 7, 5, 5.5);
    const { supports, resistances } = pivots(bars, { span: 2 });
    expect(prices(supports)).toEqual([3.5, 3]);
    expect(resistances).toEqual([
      { price: 7, index: 13, touches: 1 },
      { price: 9, index: 6, touches: 1 },
    ]);
  });

  it('drops a level that a close has crossed since, although the price is back on its side', () => {
    const broken = flat(5, 6, 7, 6, 5, 8, 9, 8, 6, 5, 5.5);
    expect(prices(pivots(broken, { span: 2 }).resistances)).toEqual([9]);
    const { high, close } = flat(6, 5, 4, 5, 6, 3.9, 6, 7, 6.5);
    const low = column(6, 5, 4, 5, 6, 3.9, 6, 7, 6.5);
    expect(prices(pivots({ high, low, close }, { span: 2 }).supports)).toEqual([3.9]);
  });

  it('keeps a level that was pierced within a day but held at the close', () => {
    const close = column(6, 5, 4.2, 5, 6, 5, 4.3, 5, 6, 6.5, 6);
    const low = column(6, 5, 4, 5, 6, 5, 3.8, 5, 6, 6.5, 6);
    expect(prices(pivots({ high: close, low, close }, { span: 2 }).supports)).toEqual([4, 3.8]);
  });

  it('takes swings within reach of one another for one level, at the far edge, with its touches', () => {
    const bars = flat(9, 8, 5, 8, 9, 8, 5.1, 8, 9, 8, 5.2, 8, 9, 9.5, 9.2);
    expect(pivots(bars, { span: 2, reach: 0.3 }).supports).toEqual([{ price: 5, index: 2, touches: 3 }]);
    expect(prices(pivots(bars, { span: 2 }).supports)).toEqual([5.2, 5.1, 5]);
  });

  it('does not call a peak a swing before the bars after it exist', () => {
    expect(pivots(flat(1, 2, 3, 9, 2), { span: 2 }).resistances).toEqual([]);
    expect(pivots(flat())).toEqual({ supports: [], resistances: [] });
  });

  it('never names a level on the wrong side, or one that a close has crossed', () => {
    const day = fc.tuple(fc.integer({ min: 50, max: 150 }), fc.nat(9), fc.nat(9));
    fc.assert(
      fc.property(fc.array(day, { minLength: 12, maxLength: 80 }), fc.nat(5), (days, reach) => {
        const close = Float64Array.from(days, ([price]) => price);
        const high = Float64Array.from(days, ([price, up]) => price + up);
        const low = Float64Array.from(days, ([price, , down]) => price - down);
        const { supports, resistances } = pivots({ high, low, close }, { span: 2, reach });
        for (const [levels, sign] of [
          [supports, -1],
          [resistances, 1],
        ] as const)
          for (const [nth, { price, index, touches }] of levels.entries()) {
            expect(touches).toBeGreaterThan(0);
            expect([...close.subarray(index)].every((each) => sign * each <= sign * price)).toBe(true);
            expect(sign * price).toBeGreaterThan(sign * close.at(-1)!);
            if (nth > 0) expect(sign * price).toBeGreaterThan(sign * levels[nth - 1]!.price);
          }
      }),
    );
  });
});
