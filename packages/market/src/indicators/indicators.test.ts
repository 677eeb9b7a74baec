import { aaplBars } from '@sagacity/testkit/aapl-bars';
import { describe, expect, it } from 'vitest';
import {
  adx,
  atr,
  beta,
  bollinger,
  commonCloses,
  drawdown,
  ema,
  highest,
  kdj,
  logReturns,
  lowest,
  macd,
  obv,
  percentileRank,
  pivots,
  quantile,
  returns,
  rsi,
  sma,
  volatility,
  vwap,
} from './index.ts';

const column = (...values: number[]): Float64Array => Float64Array.from(values);
const firstDefined = (values: Float64Array): number => values.findIndex((value) => !Number.isNaN(value));
const bars = aaplBars();
const flat = new Float64Array(60).fill(10);
const flatBars = { high: flat, low: flat, close: flat };

describe('indicators', () => {
  it('are NaN exactly until they are defined', () => {
    const { close } = bars;
    const starts = {
      sma: sma(close, 20),
      ema: ema(close, 12),
      macd: macd(close).line,
      signal: macd(close).signal,
      rsi: rsi(close, 14),
      kdj: kdj(bars).k,
      bollinger: bollinger(close).upper,
      atr: atr(bars),
      di: adx(bars).plusDi,
      adx: adx(bars).adx,
      returns: returns(close, 5),
      volatility: volatility(close, 20),
      vwap: vwap(bars, 20),
    };
    expect(
      Object.fromEntries(Object.entries(starts).map(([name, out]) => [name, firstDefined(out)])),
    ).toEqual({
      sma: 19,
      ema: 11,
      macd: 25,
      signal: 33,
      rsi: 14,
      kdj: 8,
      bollinger: 19,
      atr: 14,
      di: 14,
      adx: 27,
      returns: 5,
      volatility: 20,
      vwap: 19,
    });
  });

  it('never look ahead: the values of a prefix are the prefix of the values', () => {
    const cut = (values: Float64Array) => values.subarray(0, 400);
    const part = {
      ...bars,
      high: cut(bars.high),
      low: cut(bars.low),
      close: cut(bars.close),
      volume: cut(bars.volume),
    };
    const pairs: Array<[Float64Array, Float64Array]> = [
      [sma(bars.close, 20), sma(part.close, 20)],
      [macd(bars.close).histogram, macd(part.close).histogram],
      [rsi(bars.close), rsi(part.close)],
      [kdj(bars).j, kdj(part).j],
      [atr(bars), atr(part)],
      [adx(bars).adx, adx(part).adx],
      [volatility(bars.close), volatility(part.close)],
      [obv(bars.close, bars.volume), obv(part.close, part.volume)],
    ];
    for (const [whole, prefix] of pairs) expect(cut(whole)).toEqual(prefix);
  });

  it('give NaN columns, not wrong numbers, for fewer bars than the period', () => {
    const short = column(1, 2, 3);
    const shortBars = { high: short, low: short, close: short };
    const outs = [
      sma(short, 4),
      ema(short, 4),
      rsi(short, 3),
      atr(shortBars),
      adx(shortBars).adx,
      macd(short).signal,
      bollinger(short).upper,
    ];
    for (const out of outs) expect([...out]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it('refuse a period that is no whole number', () => {
    expect(() => sma(flat, 0)).toThrow(RangeError);
    expect(() => ema(flat, 2.5)).toThrow(RangeError);
    expect(() => macd(flat, 26, 12)).toThrow(RangeError);
  });

  it('say neutral, not infinite, about a price that never moved', () => {
    expect(rsi(flat)[59]).toBe(50);
    expect(kdj(flatBars).j[59]).toBe(50);
    expect(adx(flatBars).adx[59]).toBe(0);
    expect(atr(flatBars)[59]).toBe(0);
    expect(bollinger(flat).upper[59]).toBe(10);
    expect(volatility(flat)[59]).toBe(0);
  });

  it('RSI reproduces a series worked by hand', () => {
    // gains 1, 0, 2 and losses 0, 1, 0 → means 1 and 1/3; then +3 → 5/3 and 2/9
    const out = rsi(column(10, 11, 10, 12, 15), 3);
    expect(out[3]).toBeCloseTo(75, 10);
    expect(out[4]).toBeCloseTo((100 * (5 / 3)) / (5 / 3 + 2 / 9), 10);
  });

  it('KDJ starts both lines from 50', () => {
    const out = kdj({ high: column(3, 4), low: column(1, 2), close: column(3, 4) }, 2);
    expect(out.k[1]).toBeCloseTo(50 + 50 / 3, 10);
    expect(out.d[1]).toBeCloseTo(50 + 50 / 9, 10);
    expect(out.j[1]).toBeCloseTo(3 * (50 + 50 / 3) - 2 * (50 + 50 / 9), 10);
  });

  it('highest and lowest agree with looking at every window', () => {
    for (const period of [1, 2, 9, 250]) {
      const top = highest(bars.high, period);
      const bottom = lowest(bars.low, period);
      for (let i = period - 1; i < bars.high.length; i += 7) {
        expect(top[i]).toBe(Math.max(...bars.high.subarray(i - period + 1, i + 1)));
        expect(bottom[i]).toBe(Math.min(...bars.low.subarray(i - period + 1, i + 1)));
      }
    }
  });

  it('VWAP from amounts is money over shares, and undefined where an amount is missing', () => {
    const series = {
      ...bars,
      close: column(1, 1, 1),
      volume: column(10, 30, 20),
      amount: column(100, 330, Number.NaN),
    };
    const out = vwap(series, 2, 'amount');
    expect(out[1]).toBeCloseTo(10.75, 12);
    expect(out[2]).toBeNaN();
  });

  it('VWAP is undefined while nothing is traded', () => {
    expect(vwap({ ...bars, close: column(1, 1), volume: column(0, 0) }, 2)[1]).toBeNaN();
  });

  it('volatility is the sample deviation of log returns over a year', () => {
    const close = column(100, 110, 99, 104);
    const change = [...logReturns(close)].slice(1);
    const mean = change.reduce((a, b) => a + b) / 3;
    const variance = change.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 2;
    expect(volatility(close, 3, 252)[3]).toBeCloseTo(Math.sqrt(variance * 252), 12);
  });

  it('drawdown keeps the deepest fall after the price has recovered', () => {
    const { current, maximum } = drawdown(column(100, 50, 120, 90));
    expect([...current]).toEqual([0, -0.5, 0, -0.25]);
    expect([...maximum]).toEqual([0, -0.5, -0.5, -0.5]);
  });

  it('beta of twice the benchmark is two, over the days both traded', () => {
    const one = { ...bars, day: Int32Array.of(1, 2, 3, 5, 6), close: column(10, 12, 9, 99, 11) };
    const other = { ...bars, day: Int32Array.of(1, 2, 3, 4, 6), close: column(1, 2, 3, 4, 5) };
    const common = commonCloses(one, other);
    expect([...common.one]).toEqual([10, 12, 9, 11]);
    expect([...common.other]).toEqual([1, 2, 3, 5]);
    const market = returns(common.other);
    expect(
      beta(
        market.map((value) => 2 * value),
        market,
        3,
      )[3],
    ).toBeCloseTo(2, 12);
  });

  it('pivots finds swing levels on both sides of the close, nearest first', () => {
    const close = column(5, 4, 3, 4, 5, 6, 7, 6, 5, 4, 3.5, 4, 5, 9, 5, 5.5);
    const { supports, resistances } = pivots({ high: close, low: close, close }, 2);
    expect(supports.map((level) => level.price)).toEqual([3.5, 3]);
    expect(resistances.map((level) => [level.price, level.index])).toEqual([
      [7, 6],
      [9, 13],
    ]);
  });

  it('pivots does not call a peak a swing before the bars after it exist', () => {
    const close = column(1, 2, 3, 9, 2);
    expect(pivots({ high: close, low: close, close }, 2).resistances).toEqual([]);
  });

  it('percentile rank counts equal values half and leaves gaps out', () => {
    expect(percentileRank(column(1, 2, 2, 3, Number.NaN), 2)).toBe(50);
    expect(percentileRank(column(), 2)).toBeNaN();
  });

  it('quantile interpolates between the order statistics', () => {
    expect(quantile(column(4, 1, Number.NaN, 3, 2), 0.5)).toBe(2.5);
    expect(quantile(column(10), 0.9)).toBe(10);
    expect(quantile(column(), 0.5)).toBeNaN();
  });
});
