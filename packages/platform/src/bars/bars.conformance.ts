import type { BarSeries, ValuationSeries } from '@sagacity/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BarStore } from './port.ts';

export interface BarStoreUnderTest {
  readonly bars: BarStore;
  close(): Promise<void>;
}

const days = (from: number, count: number) => Int32Array.from({ length: count }, (_, i) => from + i);

function series(from: number, count: number, price = 10): BarSeries {
  const column = (plus: number) => Float64Array.from({ length: count }, (_, i) => price + i / 100 + plus);
  return {
    day: days(from, count),
    open: column(0),
    high: column(0.5),
    low: column(-0.5),
    close: column(0.1),
    volume: Float64Array.from({ length: count }, (_, i) => 51_629_079 + i),
    amount: Float64Array.from({ length: count }, (_, i) => (i % 2 ? Number.NaN : 647_446_166.25)),
  };
}

/** What every `BarStore` adapter promises. */
export function barStoreConformance(name: string, open: () => Promise<BarStoreUnderTest>): void {
  describe(`bar store: ${name}`, () => {
    let under: BarStoreUnderTest;
    let bars: BarStore;
    beforeEach(async () => {
      under = await open();
      bars = under.bars;
    });
    afterEach(() => under.close());

    it('reads back every column exactly, NaN included', async () => {
      const written = series(18_000, 300);
      expect(await bars.upsertBars('CN:600519', written, 'csv')).toEqual({ inserted: 300, updated: 0 });
      expect(await bars.readBars('CN:600519')).toEqual(written);
    });

    it('reads inclusive ranges and the last rows of them, ascending', async () => {
      await bars.upsertBars('US:AAPL', series(18_000, 100), 'csv');
      const read = async (range: object) => [...(await bars.readBars('US:AAPL', range)).day];
      expect(await read({ from: 18_098 })).toEqual([18_098, 18_099]);
      expect(await read({ to: 18_001 })).toEqual([18_000, 18_001]);
      expect(await read({ from: 18_010, to: 18_012 })).toEqual([18_010, 18_011, 18_012]);
      expect(await read({ to: 18_050, last: 3 })).toEqual([18_048, 18_049, 18_050]);
      expect(await read({ last: 0 })).toEqual([]);
      expect(await read({ from: 19_000 })).toEqual([]);
    });

    it('is empty for an instrument it does not hold', async () => {
      expect((await bars.readBars('US:NONE')).close).toHaveLength(0);
      expect((await bars.readValuations('US:NONE')).peTtm).toHaveLength(0);
      expect(await bars.readAdjustments('US:NONE', 20_000)).toEqual([]);
      expect(await bars.coverage('US:NONE')).toEqual([]);
    });

    it('keeps days before 1970', async () => {
      await bars.upsertBars('US:IBM', series(-2_900, 3), 'csv');
      expect([...(await bars.readBars('US:IBM', { to: -2_899 })).day]).toEqual([-2_900, -2_899]);
    });

    it('counts new and changed rows apart from those it had', async () => {
      await bars.upsertBars('US:AAPL', series(18_000, 10), 'csv');
      const again = series(18_000, 12);
      again.close[4] = 99;
      expect(await bars.upsertBars('US:AAPL', again, 'yahoo')).toEqual({ inserted: 2, updated: 1 });
      expect(await bars.upsertBars('US:AAPL', again, 'yahoo')).toEqual({ inserted: 0, updated: 0 });
      expect((await bars.readBars('US:AAPL')).close).toEqual(again.close);
    });

    it('takes rows in any order and the last of two for a day', async () => {
      const mixed = series(18_000, 3);
      mixed.day.set([18_005, 18_001, 18_005]);
      await bars.upsertBars('US:AAPL', mixed, 'csv');
      const read = await bars.readBars('US:AAPL');
      expect([...read.day]).toEqual([18_001, 18_005]);
      expect(read.open[1]).toBe(mixed.open[2]);
    });

    it('refuses columns of different length and then keeps nothing', async () => {
      const broken = { ...series(18_000, 3), close: new Float64Array(2) };
      await expect(bars.upsertBars('US:AAPL', broken, 'csv')).rejects.toMatchObject({
        code: 'VALIDATION_FAILED',
      });
      expect(await bars.coverage()).toEqual([]);
    });

    it('shows adjustments only from their day on, and replaces them all', async () => {
      const split = { exDay: 16_230, priceRatio: 1, splitRatio: 1 / 7 };
      const dividend = { exDay: 16_100, priceRatio: 0.9951, splitRatio: 1 };
      await bars.putAdjustments('US:AAPL', [split, dividend]);
      expect(await bars.readAdjustments('US:AAPL', 16_229)).toEqual([dividend]);
      expect(await bars.readAdjustments('US:AAPL', 16_230)).toEqual([dividend, split]);
      await bars.putAdjustments('US:AAPL', [split]);
      expect(await bars.readAdjustments('US:AAPL', 20_000)).toEqual([split]);
    });

    it('keeps valuations beside the bars', async () => {
      const column = (value: number) => Float64Array.of(value, Number.NaN, value + 1);
      const written: ValuationSeries = {
        day: days(18_000, 3),
        peTtm: column(5.99),
        pbMrq: column(0.76),
        psTtm: column(1.92),
        pcfTtm: column(-3),
        turnoverPct: column(0.18),
      };
      await bars.upsertValuations('CN:600000', written);
      await bars.upsertValuations('CN:600000', written);
      expect(await bars.readValuations('CN:600000')).toEqual(written);
      expect([...(await bars.readValuations('CN:600000', { last: 1 })).peTtm]).toEqual([6.99]);
      expect(await bars.coverage('CN:600000')).toEqual([]);
    });

    it('says what it holds, by instrument', async () => {
      await bars.upsertBars('US:AAPL', series(18_000, 10), 'csv');
      await bars.upsertBars('CN:600519', series(17_000, 5), 'tushare');
      const aapl = { instrument: 'US:AAPL', rows: 10, firstDay: 18_000, lastDay: 18_009, source: 'csv' };
      const moutai = {
        instrument: 'CN:600519',
        rows: 5,
        firstDay: 17_000,
        lastDay: 17_004,
        source: 'tushare',
      };
      expect(await bars.coverage()).toEqual([moutai, aapl]);
      expect(await bars.coverage('US:AAPL')).toEqual([aapl]);
    });

    it('removes one instrument with all that belongs to it', async () => {
      for (const instrument of ['US:AAPL', 'US:IBM'])
        await bars.upsertBars(instrument, series(18_000, 3), 'csv');
      await bars.putAdjustments('US:AAPL', [{ exDay: 1, priceRatio: 1, splitRatio: 0.5 }]);
      await bars.removeInstrument('US:AAPL');
      await bars.removeInstrument('US:AAPL');
      expect((await bars.coverage()).map(({ instrument }) => instrument)).toEqual(['US:IBM']);
      expect(await bars.readAdjustments('US:AAPL', 20_000)).toEqual([]);
    });

    it('takes many instruments at once', async () => {
      const names = Array.from({ length: 20 }, (_, i) => `DEMO:${i}`);
      await Promise.all(names.map((instrument, i) => bars.upsertBars(instrument, series(i, 50), 'demo')));
      expect(await bars.coverage()).toHaveLength(20);
    });
  });
}
