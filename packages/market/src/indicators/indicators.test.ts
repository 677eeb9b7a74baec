import { aaplBars } from '@sagacity/testkit/aapl-bars';
import { describe, expect, it } from 'vitest';
import { adx, atr, bollinger, ema, kdj, macd, obv, returns, rsi, sma, volatility, vwap } from './index.ts';

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
});
