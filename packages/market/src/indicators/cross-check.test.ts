import { aaplBars } from '@sagacity/testkit/aapl-bars';
import library from 'technicalindicators';
import { describe, expect, it } from 'vitest';
import { adx, atr, bollinger, ema, kdj, macd, obv, rsi, sma } from './index.ts';

const bars = aaplBars();
const values = [...bars.close];
const ohlc = { high: [...bars.high], low: [...bars.low], close: values };

/** Compares from the end backwards, because the library leaves undefined rows out. */
function expectSame(ours: Float64Array, theirs: ReadonlyArray<number | undefined>, tolerance = 1e-9): void {
  const defined = [...ours].filter((value) => !Number.isNaN(value));
  const other = theirs.filter((value) => value !== undefined);
  expect(defined).toHaveLength(other.length);
  expect(defined.length).toBeGreaterThan(1000);
  const worst = Math.max(
    ...defined.map((value, i) => Math.abs(value - other[i]!) / (1 + Math.abs(other[i]!))),
  );
  expect(worst).toBeLessThanOrEqual(tolerance);
}

describe('indicators agree with an independent library on five years of real bars', () => {
  it('SMA', () => expectSame(sma(bars.close, 20), library.sma({ period: 20, values })));

  it('EMA', () => expectSame(ema(bars.close, 12), library.ema({ period: 12, values })));

  it('MACD', () => {
    const theirs = library.macd({
      values,
      fastPeriod: 12,
      slowPeriod: 26,
      signalPeriod: 9,
      SimpleMAOscillator: false,
      SimpleMASignal: false,
    });
    const ours = macd(bars.close);
    expectSame(
      ours.line,
      theirs.map((row) => row.MACD),
    );
    expectSame(
      ours.signal,
      theirs.map((row) => row.signal),
    );
    expectSame(
      ours.histogram,
      theirs.map((row) => row.histogram),
    );
  });

  it('RSI, which the library rounds to two decimals', () =>
    expectSame(rsi(bars.close, 14), library.rsi({ period: 14, values }), 0.0051));

  it('Bollinger bands', () => {
    const theirs = library.bollingerbands({ period: 20, stdDev: 2, values });
    const ours = bollinger(bars.close);
    expectSame(
      ours.upper,
      theirs.map((row) => row.upper),
    );
    expectSame(
      ours.middle,
      theirs.map((row) => row.middle),
    );
    expectSame(
      ours.lower,
      theirs.map((row) => row.lower),
    );
  });

  it('ATR', () => expectSame(atr(bars), library.atr({ period: 14, ...ohlc })));

  it('ADX', () => {
    const theirs = library.adx({ period: 14, ...ohlc });
    const ours = adx(bars);
    expectSame(
      ours.adx,
      theirs.map((row) => row.adx),
    );
    expectSame(
      ours.plusDi.subarray(27),
      theirs.map((row) => row.pdi),
    );
    expectSame(
      ours.minusDi.subarray(27),
      theirs.map((row) => row.mdi),
    );
  });

  it('OBV', () => {
    const theirs = library.obv({ close: values, volume: [...bars.volume] });
    expectSame(obv(bars.close, bars.volume).subarray(1), theirs);
  });

  it('the raw stochastic under KDJ', () => {
    const theirs = library.stochastic({ period: 9, signalPeriod: 3, ...ohlc }).map((row) => row.k);
    const ours = kdj(bars, 9, 1, 3).k;
    expectSame(ours, theirs);
  });
});
